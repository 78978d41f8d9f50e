"""Pages to read, for everybody: they need no sign-in and hold nothing of anyone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from aldea.people.protocol import current_pack
from aldea.site.topics.pages import blocks_of, find_topic, standing_advice, themes_of


@login_not_required
def all_topics(request: HttpRequest) -> HttpResponse:
    """Every topic by theme, and the advice that holds on every day."""
    pack = current_pack()
    page = {
        "themes": themes_of(pack),
        "standing": standing_advice(pack, settings.ALDEA_HOSPITAL_NUMBER),
        "pack": pack,
    }
    return render(request, "topics/list.html", page)


@login_not_required
def one_topic(request: HttpRequest, slug: str) -> HttpResponse:
    """One topic; 404 when there is none of this name."""
    pack = current_pack()
    topic = find_topic(pack, slug)
    if topic is None:
        raise Http404(_("There is no page of this name."))
    blocks = tuple(blocks_of(pack, topic, settings.ALDEA_HOSPITAL_NUMBER))
    theme = next(theme for theme in themes_of(pack) if theme.name == topic.theme)
    page = {"topic": topic, "blocks": blocks, "beside": theme.topics, "pack": pack}
    return render(request, "topics/topic.html", page)
