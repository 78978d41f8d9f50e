"""A screen as the templates draw it: labels, hints, what is ticked, and the problems beside their fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from aldea.language import Pack
from aldea.language.pack import Kind, Observation
from aldea.reports.check_answers import NONE_OF_THESE, NOT_SURE, NOTICED, PLACE
from aldea.reports.check_draft import PLAIN_NO, Situation
from aldea.reports.check_fields import MOST_READINGS, SAID, Form, Problem, first
from aldea.reports.check_flow import EMERGENCY, Part, Screen, asks_place, counts_events
from aldea.reports.check_words import problem_words

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """One screen with what is filled in. ``errors``: the words of each problem by the id of its input."""

    pack: Pack
    situation: Situation
    screen: Screen
    form: Form
    problems: tuple[Problem, ...] = ()
    rows: int = 1
    by_telephone: bool = False

    @property
    def errors(self) -> Mapping[str, str]:
        """The first problem of each input, in words."""
        found: dict[str, str] = {}
        for problem in self.problems:
            found.setdefault(problem.field, problem_words(self.pack, problem))
        return found

    @property
    def title(self) -> str:
        """The heading of the page."""
        group = next(group for group in self.pack.groups if group.id == self.screen.group)
        match self.screen.part:
            case Part.NOT_SURE:
                return _("What are you not sure about?")
            case Part.MORE:
                return _("Tell us a little more")
            case Part.AGAIN:
                return _("Has this changed?")
        return group.title

    @property
    def intro(self) -> str:
        """The line under the heading."""
        group = next(group for group in self.pack.groups if group.id == self.screen.group)
        if self.screen.part is Part.NOT_SURE:
            return _("We will treat what you tick here as if it may be so, to be safe.")
        return group.intro if self.screen.part in {Part.NOTICED, Part.TEMPERATURE} else ""

    @property
    def ticks(self) -> list[Item]:
        """The tick boxes of the page, with 'none of these' and, on a group's own page, 'not sure'."""
        ticked = self.form.get(NOTICED, ())
        items: list[Item] = [
            {
                "value": item.id,
                "text": self.question(item),
                "hint": self._hint(item),
                "checked": item.id in ticked,
            }
            for item in self._items(*PLAIN_NO)
        ]
        items.append({"divider": _("or")})
        items.append(
            {
                "value": NONE_OF_THESE,
                "text": _("None of these"),
                "checked": NONE_OF_THESE in ticked,
                "behaviour": "exclusive",
            }
        )
        if self.screen.part is Part.NOTICED:
            items.append(
                {
                    "value": NOT_SURE,
                    "text": _("I am not sure about one or more of these"),
                    "hint": {"text": _("You choose which on the next page. Tick here what you are sure of.")},
                    "checked": NOT_SURE in ticked,
                }
            )
        return items

    @property
    def weights(self) -> list[Observation]:
        """Optional measurements on the page."""
        return list(self._items(Kind.QUANTITY)) if self.screen.part is Part.NOTICED else []

    @property
    def asks_place(self) -> bool:
        """Whether the page asks if the person is in hospital."""
        return (
            self.screen.part is Part.NOTICED and self.screen.group == EMERGENCY and asks_place(self.situation)
        )

    @property
    def place(self) -> list[Item]:
        """The answers to 'are you in hospital now?'."""
        return self.said(PLACE)

    @property
    def questions(self) -> list[Observation]:
        """What the page asks in full."""
        return list(self._items(*(kind for kind in Kind if kind is not Kind.READINGS)))

    @property
    def readings(self) -> list[str]:
        """The temperature inputs, filled or blank; there is always one."""
        typed = list(self.form.get("reading", ()))[:MOST_READINGS]
        return typed + [""] * (min(self.rows, MOST_READINGS) - len(typed))

    @property
    def takes_more_readings(self) -> bool:
        """Whether another input can be added."""
        return len(self.readings) < MOST_READINGS

    @property
    def has_free_text(self) -> bool:
        """Whether the page takes free text, which nobody reads at once."""
        return any(True for _item in self._items(Kind.TEXT))

    @property
    def emergency_signs(self) -> list[str]:
        """The signs of an emergency, as the first page asks for them."""
        return [self.question(item) for item in self.pack.observations.values() if item.group == EMERGENCY]

    @property
    def reasons(self) -> list[Item]:
        """Why there is no temperature."""
        given = self.form.get("instead", ())
        declined = _("We then treat it as if it may be high, and ask you to call the hospital.")
        return [
            {"value": "cannot", "text": _("I cannot take my temperature"), "checked": "cannot" in given},
            {
                "value": "declined",
                "text": _("I would rather not take it"),
                "hint": {"text": declined},
                "checked": "declined" in given,
            },
        ]

    def question(self, item: Observation) -> str:
        """What is asked: of the person who reads, or by a nurse of the person on the telephone."""
        return item.team_question if self.by_telephone and item.team_question else item.question

    def said(self, name: str) -> list[Item]:
        """Yes, no, not sure as radio buttons."""
        words = {"yes": _("Yes"), "no": _("No"), "unsure": _("I am not sure")}
        return [
            {"value": value, "text": words[value], "checked": first(self.form, name) == value}
            for value in SAID
        ]

    def choices(self, item: Observation) -> list[Item]:
        """The choices of a question as radio buttons."""
        chosen = first(self.form, item.id)
        return [
            {"value": id, "text": item.choice_labels.get(id, id), "checked": chosen == id}
            for id in item.choices
        ]

    def value(self, name: str) -> str:
        """What is filled in."""
        return first(self.form, name)

    def error(self, name: str) -> dict[str, str] | None:
        """The problem beside a field, as the components take it."""
        words = self.errors.get(name)
        return {"text": words} if words else None

    def amount_question(self, item: Observation) -> str:
        """How many or how much; events are counted on from a report of the last 24 hours."""
        if self._counts_on(item):
            return item.amount_question_again or item.amount_question or item.question
        return item.amount_question or item.question

    def amount_hint(self, item: Observation) -> str:
        """From when to count."""
        return self._since() if self._counts_on(item) else ""

    def _items(self, *kinds: Kind) -> Iterator[Observation]:
        for id in self.screen.items:
            if self.pack.observations[id].kind in kinds:
                yield self.pack.observations[id]

    def _counts_on(self, item: Observation) -> bool:
        return counts_events(item) and self.situation.counted_since is not None

    def _since(self) -> str:
        at = self.situation.counted_since
        return _("The last report was at %(time)s.") % {"time": clock_words(at)} if at else ""

    def _hint(self, item: Observation) -> dict[str, str] | None:
        """The pack's hint, and what the person said about it in the last report."""
        told = self.situation.told.get(item.id)
        again = (
            _("This was told on %(date)s. Tick it again if it is still so.")
            % {"date": date_format(localtime(told), "j F Y")}
            if told
            else ""
        )
        text = " ".join(part for part in (item.hint, again) if part)
        return {"text": text} if text else None


def clock_words(at: Any) -> str:
    """``3:05 am on 24 November 2026``, at the hospital."""
    local = localtime(at)
    half = _("am") if local.hour < 12 else _("pm")
    time = f"{local.hour % 12 or 12}:{local.minute:02d} {half}"
    return _("%(time)s on %(date)s") % {"time": time, "date": date_format(local, "j F Y")}
