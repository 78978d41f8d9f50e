"""The hours in which the team reads reports, in words that are made from the clock."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from aldea.care.cover import Cover, Hours
from aldea.people.spelled import spelled_hour

DAY_WORDS: tuple[str | Promise, ...] = (
    lazy("Monday"),
    lazy("Tuesday"),
    lazy("Wednesday"),
    lazy("Thursday"),
    lazy("Friday"),
    lazy("Saturday"),
    lazy("Sunday"),
)


def cover_words(cover: Cover) -> str:
    """``The team reads reports from 8 am to 8 pm, Monday to Friday; from 9 am to 1 pm, Saturday.``"""
    return _("The team reads reports %(hours)s.") % {"hours": "; ".join(map(_hours, cover.hours()))}


def _hours(hours: Hours) -> str:
    spans = [
        _("from %(start)s to %(end)s") % {"start": spelled_hour(start), "end": spelled_hour(end)}
        for start, end in hours.spans
    ]
    return f"{_(' and ').join(spans)}, {_days(hours.days)}"


def _days(days: tuple[int, ...]) -> str:
    """``every day``, ``Monday to Friday``, or each day by its name."""
    if len(days) == len(DAY_WORDS):
        return _("every day")
    first, last = days[0], days[-1]
    if len(days) > 2 and last - first == len(days) - 1:
        return _("%(first)s to %(last)s") % {"first": DAY_WORDS[first], "last": DAY_WORDS[last]}
    *others, end = [str(DAY_WORDS[day]) for day in days]
    return _(" and ").join([part for part in (", ".join(others), end) if part])
