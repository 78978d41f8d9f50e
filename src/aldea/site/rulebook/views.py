"""The rulebook for practitioners. It holds nothing of any patient, so looking at it is not audited."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from aldea.packs import pack_folder
from aldea.people.permissions import Permission, actor_of, require
from aldea.people.protocol import current_pack
from aldea.rulebook.rule_words import find_rule
from aldea.site import edge
from aldea.site.rulebook.changes_page import changes_page
from aldea.site.rulebook.pages import (
    STATUS_WORDS,
    decisions_of,
    filters_of,
    rules_by_urgency,
    trace_lines,
)
from aldea.site.rulebook.proofs_page import proved_of_all
from aldea.site.rulebook.rule_page import rule_page
from aldea.site.rulebook.worked import outcomes, printed_booklet, trace_rows

MOST_LETTERS = 100


@require_GET
def all_rules(request: HttpRequest) -> HttpResponse:
    """Every rule by urgency, or those with the words that are looked for."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack = current_pack()
    words = request.GET.get("q", "").strip()[:MOST_LETTERS]
    groups = rules_by_urgency(pack, words)
    found = sum(len(group.lines) for group in groups)
    page = {"pack": pack, "groups": groups, "q": words, "found": found, "at": "list"}
    return render(request, "rulebook/list.html", page)


@require_GET
def one_rule(request: HttpRequest, rule: str) -> HttpResponse:
    """One rule with all that it rests on; 404 when there is none of this name."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack = current_pack()
    found = find_rule(pack, rule)
    if found is None:
        raise Http404(_("There is no rule of this name."))
    shown = rule_page(pack, found, outcomes(), settings.ALDEA_HOSPITAL_NUMBER)
    return render(request, "rulebook/rule.html", {"pack": pack, "page": shown, "at": ""})


@require_GET
def booklet(request: HttpRequest) -> HttpResponse:
    """The whole rulebook to print, to read and to sign."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack = current_pack()
    headers = {"Content-Disposition": f'attachment; filename="{pack.id}-{pack.version}-booklet.pdf"'}
    return HttpResponse(printed_booklet(edge.today()), content_type="application/pdf", headers=headers)


@require_GET
def trace(request: HttpRequest) -> HttpResponse:
    """Every statement of the source with what serves it; ``?status=`` narrows it."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack, rows = current_pack(), trace_rows()
    status = request.GET.get("status", "")
    status = status if status in STATUS_WORDS else ""
    page = {
        "pack": pack,
        "lines": trace_lines(pack, rows, status),
        "filters": filters_of(rows),
        "status": status,
        "at": "trace",
    }
    return render(request, "rulebook/trace.html", page)


@require_GET
def decisions(request: HttpRequest) -> HttpResponse:
    """The readings that decide where the source contradicts itself."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack = current_pack()
    page = {"pack": pack, "decisions": decisions_of(pack, outcomes()), "at": "decisions"}
    return render(request, "rulebook/decisions.html", page)


@require_GET
def proofs(request: HttpRequest) -> HttpResponse:
    """What was proved of the whole rulebook, by whom and when, and what that does not say."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack = current_pack()
    return render(
        request, "rulebook/proofs.html", {"pack": pack, "page": proved_of_all(pack), "at": "proofs"}
    )


@require_GET
def changes(request: HttpRequest) -> HttpResponse:
    """What this version means for patients beside the one that it replaces."""
    require(actor_of(request), Permission.READ_RULEBOOK)
    pack = current_pack()
    page = changes_page(pack_folder(settings.ALDEA_PACK), pack)
    return render(request, "rulebook/changes.html", {"pack": pack, "page": page, "at": "changes"})
