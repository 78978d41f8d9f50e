"""Pages to read, for everybody: they need no sign-in and hold nothing of anyone."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from aldea.people.protocol import current_pack
from aldea.site.context import unbroken
from aldea.site.topics.advice import advice_by_theme, main_advice
from aldea.site.topics.emergency import EmergencyCard, call_now_card, emergency_card
from aldea.site.topics.index import Index, build_index
from aldea.site.topics.pages import find_topic, sections_of, standing_advice, themes_of
from aldea.site.topics.search import LONGEST_QUERY, Results, search


@login_not_required
def all_topics(request: HttpRequest) -> HttpResponse:
    """Every topic by theme, and the advice that holds on every day; or what was found for ``?q=``."""
    query = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    if query:
        return _found(request, query)
    pack = current_pack()
    page = {
        "themes": themes_of(pack),
        "standing": standing_advice(pack, settings.ALDEA_HOSPITAL_NUMBER),
        "pack": pack,
    }
    return render(request, "topics/list.html", page)


def _found(request: HttpRequest, query: str) -> HttpResponse:
    """What was found; where the words may mean an emergency, whom to call comes first."""
    pack = current_pack()
    results = search(_index_of(settings.ALDEA_PACK, settings.ALDEA_HOSPITAL_NUMBER), query)
    page = {"query": query, "results": results, "card": _card_for(results), "pack": pack}
    return render(request, "topics/found.html", page)


def _card_for(results: Results) -> EmergencyCard | None:
    """Whom to call; the signs are asked only where the words are those of a sign."""
    if any(results.emergency):
        return emergency_card(current_pack(), results.emergency)
    return call_now_card(unbroken(settings.ALDEA_HOSPITAL_NUMBER)) if results.emergency else None


@lru_cache(maxsize=4)
def _index_of(_pack_id: str, number: str) -> Index:
    """The index of the pack that the setting names, made once for each pack and number."""
    return build_index(current_pack(), number)


@login_not_required
def all_advice(request: HttpRequest) -> HttpResponse:
    """What an answer can advise, by theme."""
    pack = current_pack()
    number = settings.ALDEA_HOSPITAL_NUMBER
    page = {"main": main_advice(pack, number), "themes": advice_by_theme(pack, number), "pack": pack}
    return render(request, "topics/advice.html", page)


@login_not_required
def one_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic; 404 when there is none of this name."""
    pack = current_pack()
    topic = find_topic(pack, slug)
    if topic is None:
        raise Http404(_("There is no page of this name."))
    sections = sections_of(pack, topic, settings.ALDEA_HOSPITAL_NUMBER)
    theme = next(theme for theme in themes_of(pack) if theme.name == topic.theme)
    page = {"topic": topic, "sections": sections, "beside": theme.topics, "pack": pack}
    return render(request, "topics/topic.html", page)
