"""The paper diary, for everybody: no sign-in, nothing of anyone, and no promise that ended."""

from functools import lru_cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from aldea.people.models import Account
from aldea.people.protocol import current_pack
from aldea.reports.no_check import reading_for
from aldea.site.diary.pages import DAYS, Diary, build_diary
from aldea.site.diary.words import call_words, limit_words, question_words
from aldea.site.topics.emergency import emergency_card


@login_not_required
def paper(request: HttpRequest) -> HttpResponse:
    """One week on paper: whom to call first, then every question of the check."""
    pack = current_pack()
    actor = request.user if isinstance(request.user, Account) else None
    page = {
        "reading": reading_for(actor),
        "card": emergency_card(pack),
        "diary": _diary_of(settings.ALDEA_PACK),
        "days": range(1, DAYS + 1),
        "call_words": call_words,
        "limit_words": limit_words,
        "question_words": question_words,
        "pack": pack,
    }
    return render(request, "diary/paper.html", page)


@lru_cache(maxsize=4)
def _diary_of(_pack_id: str) -> Diary:
    """The diary of the pack that the setting names, made once."""
    return build_diary(current_pack())
