"""Checks of the demo, filled in screen by screen through the use cases, as people would."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from aldea.alerts.use_cases import send_check
from aldea.language.pack import Kind
from aldea.people.models import Account, Patient
from aldea.people.protocol import current_pack
from aldea.reports import queries
from aldea.reports.check_flow import EMERGENCY, Part, Screen, next_screen
from aldea.reports.models import Check, Report
from aldea.reports.use_cases import save_screen, start_check

NewId = Callable[[], UUID]
Form = dict[str, list[str]]


@dataclass(frozen=True)
class Said:
    """What somebody says in a check; everything else is 'none of these'.

    ``noticed`` are observation ids; ``told`` the fuller answers as typed, by id (``"2"`` times, ``"yes"``,
    words). ``in_hospital`` answers where the person is, for those who are asked.
    """

    reading: str = "36.7"
    noticed: frozenset[str] = frozenset()
    told: Mapping[str, str] = field(default_factory=dict)
    weight: str = ""
    paracetamol: bool = False
    in_hospital: bool = False


def send(actor: Account, patient: Patient, said: Said, at: datetime, new_id: NewId) -> Report:
    """Fill in a check at this moment and send it."""
    return send_check(actor, fill_in(actor, patient, said, at, new_id), at, new_id)


def fill_in(actor: Account, patient: Patient, said: Said, at: datetime, new_id: NewId) -> Check:
    """Fill in a check up to the check of the answers, or to an emergency."""
    check = start_check(actor, patient, at, new_id)
    finish(actor, check, {}, at, said)
    return check


def finish(
    actor: Account, check: Check, forms: Mapping[str, Form], at: datetime, said: Said | None = None
) -> None:
    """Post these screens of a check that was begun, then what is not answered yet."""
    pack = current_pack()
    for name, form in forms.items():
        assert not save_screen(actor, check, name, form, at).problems
    situation = queries.situation_for(actor, check, pack, at)
    while True:
        check.refresh_from_db()
        screen = next_screen(pack, situation, queries.draft_of(check))
        if screen.part is Part.ANSWERS:
            return
        saved = save_screen(actor, check, screen.id, _form(screen, said or Said()), at)
        assert not saved.problems, saved.problems
        if saved.is_emergency:
            return


def _form(screen: Screen, said: Said) -> Form:
    pack = current_pack()
    if screen.part is Part.TEMPERATURE:
        paracetamol = ["yes" if said.paracetamol else "no"]
        return {"reading": [said.reading], "unit": ["Cel"], "paracetamol_24h": paracetamol}
    if screen.part in (Part.MORE, Part.AGAIN):
        return {id: [said.told.get(id, "no")] for id in screen.items}
    ticked = [id for id in screen.items if id in said.noticed] or ["none-of-these"]
    form: Form = {"noticed": ticked}
    if screen.group == EMERGENCY:
        form["in_hospital"] = ["yes" if said.in_hospital else "no"]
    weighed = [id for id in screen.items if pack.observations[id].kind is Kind.QUANTITY]
    return {**form, **{id: [said.weight] for id in weighed if said.weight}}
