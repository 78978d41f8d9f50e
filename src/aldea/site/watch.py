"""What machines ask that watch over an installation: is it well, and what are its numbers?"""

import logging
from secrets import compare_digest

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_safe
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from aldea.site.database_state import read_state
from aldea.site.metrics import REGISTRY

logger = logging.getLogger("aldea.health")
TEXT = "text/plain; charset=utf-8"


@login_not_required
@require_safe
def health(_request: HttpRequest) -> HttpResponse:
    """'ok' when the database answers and is up to date. What is wrong stands in the log only."""
    try:
        well = read_state().is_current
        why = "" if well else "the database is not up to date"
    except Error as error:
        well, why = False, f"the database does not answer ({type(error).__name__})"
    if not well:
        logger.error("not healthy: %s", why)
    return _plain("ok\n" if well else "not ok\n", 200 if well else 503)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """The numbers, for who has the token. For anybody else, and while none is set, there is no such page."""
    token = settings.ALDEA_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not compare_digest(given.encode(), f"Bearer {token}".encode()):
        answer: HttpResponse = HttpResponseNotFound("not found\n", content_type=TEXT)
    else:
        answer = HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type=TEXT, headers={"Cache-Control": "no-store"})
