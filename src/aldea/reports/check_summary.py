"""The check of the answers: one row for each page, with what was said there and where to change it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from aldea.language import Pack
from aldea.language.pack import Kind
from aldea.reports.check_draft import Draft, Situation, is_raised
from aldea.reports.check_flow import EMERGENCY, Part, Screen, known, screens
from aldea.reports.check_words import answer_words, patient_name, said_words


@dataclass(frozen=True, slots=True)
class Row:
    """What was said on one page. ``told_at``: for answers of an earlier report that still stand, its time."""

    title: str
    lines: tuple[str, ...]
    screen: str
    told_at: datetime | None = None


def summary_rows(pack: Pack, situation: Situation, draft: Draft) -> list[Row]:
    """The rows in the order of the screens."""
    rows = []
    titles = {group.id: group.title for group in pack.groups}
    for screen in screens(pack, situation, draft):
        if screen.part in _OWN_ROW:
            lines = tuple(_lines(pack, situation, draft, screen)) or (_("None of these"),)
            place = tuple(_place_line(draft)) if screen.group == EMERGENCY else ()
            rows.append(Row(titles[screen.group], (*lines, *place), screen.id))
        elif screen.part is Part.MORE:
            rows.append(Row(_("More about this"), tuple(_full_lines(pack, draft, screen)), screen.id))
        elif screen.part is Part.AGAIN:
            rows.extend(_carried_rows(pack, situation, draft, screen))
    return rows


_OWN_ROW = frozenset({Part.NOTICED, Part.TEMPERATURE})


def _lines(pack: Pack, situation: Situation, draft: Draft, screen: Screen) -> Iterator[str]:
    """What was noticed on the page of a group; the temperature page says each answer."""
    for id in screen.items:
        item, raw = pack.observations[id], known(pack, situation, draft, id)
        if screen.part is Part.TEMPERATURE:
            yield (
                f"{patient_name(item)}: {answer_words(item, raw)}"
                if raw is not None
                else _("%(name)s: it cannot be taken") % {"name": patient_name(item)}
            )
        elif item.kind is Kind.QUANTITY and raw is not None:
            yield f"{patient_name(item)}: {answer_words(item, raw)}"
        elif id in draft.ticked or raw is True:
            yield patient_name(item)
        elif is_raised(item, raw):
            yield _("%(name)s: not sure") % {"name": patient_name(item)}


def _place_line(draft: Draft) -> Iterator[str]:
    if draft.in_hospital is not None:
        yield _("In hospital now: %(answer)s") % {"answer": said_words(draft.in_hospital)}


def _full_lines(pack: Pack, draft: Draft, screen: Screen) -> Iterator[str]:
    for id in screen.items:
        if (raw := draft.answers.get(id)) is not None:
            item = pack.observations[id]
            yield f"{patient_name(item)}: {answer_words(item, raw)}"


def _carried_rows(pack: Pack, situation: Situation, draft: Draft, screen: Screen) -> Iterator[Row]:
    """Answers of this cycle that were not asked again; once changed, they are answers of today."""
    for id in screen.items:
        item, carried = pack.observations[id], situation.carried[id]
        raw = draft.answers.get(id)
        told_at = carried.at if raw is None else None
        words = answer_words(item, carried.value if raw is None else raw)
        yield Row(patient_name(item), (words,), screen.id, told_at)
