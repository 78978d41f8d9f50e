"""Small packs for the specification: a few observations, and rules made of whatever a test needs."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from aldea.language.conditions import Condition
from aldea.language.pack import (
    Advice,
    Cadence,
    ContextItem,
    Kind,
    Observation,
    Pack,
    Rule,
    Show,
    Statement,
    StricterLimit,
)
from aldea.language.urgency import Urgency
from aldea.terminology import Unit, unit_of

CEL, KG = unit_of("Cel"), unit_of("kg")


def observation(
    id_: str,
    kind: Kind = Kind.YESNO,
    unit: Unit | None = None,
    choices: tuple[str, ...] = (),
    unsure_counts_as: str | None = None,
    masked_by: str | None = None,
) -> Observation:
    return Observation(
        id=id_,
        kind=kind,
        unit=unit,
        accept=(Fraction(0), Fraction(400)),
        choices=choices,
        unsure_counts_as=unsure_counts_as,
        masked_by=masked_by,
        worse_when="yes",
        statements=(),
        meaning="",
        group="g",
        cadence=Cadence.DAILY,
        follow_up_of=(),
        only_when=None,
        name=id_,
        patient_name=id_,
        question=id_,
        hint="",
        team_question="",
        amount_question="",
        amount_question_again="",
        choice_labels={},
    )


def context_item(
    id_: str,
    kind: Kind = Kind.YESNO,
    unit: Unit | None = None,
    choices: tuple[str, ...] = (),
    personal: bool = False,
) -> ContextItem:
    return ContextItem(
        id=id_,
        kind=kind,
        unit=unit,
        accept=None,
        stricter=StricterLimit(upper=True, standard=Fraction("37.5"), opposite=Fraction(36))
        if personal
        else None,
        choices=choices,
        statements=(),
        meaning="",
        name=id_,
        question=id_,
        help="",
        patient_name=id_,
        choice_labels={},
    )


OBSERVATIONS = {
    item.id: item
    for item in (
        observation("cough"),
        observation("rash"),
        observation("note", Kind.TEXT),
        observation("gain", Kind.AMOUNT, KG),
        observation("tablet"),
        observation("fever", Kind.READINGS, CEL, masked_by="tablet"),
        observation("times", Kind.COUNT, unsure_counts_as="2"),
        observation("jab", Kind.CHOICE, choices=("none", "dead", "live"), unsure_counts_as="live"),
        observation("weight", Kind.QUANTITY, KG),
    )
}
CONTEXT = {
    item.id: item
    for item in (
        context_item("route", Kind.CHOICE, choices=("skin", "vein")),
        context_item("frail"),
        context_item("days", Kind.QUANTITY),
        context_item("limit", Kind.QUANTITY, CEL, personal=True),
        context_item("weight_at_start", Kind.QUANTITY, KG),
    )
}
STATEMENTS = {
    id_: Statement(id_, "s", "symptom", None, "", beyond=id_.startswith("BEYOND-"))
    for id_ in ("S-1", "S-2", "S-3", "BEYOND-1")
}


def rule(
    id_: str,
    when: Condition,
    urgency: Urgency,
    statements: tuple[str, ...] = ("S-1",),
    advice: tuple[str, ...] = (),
    asks: tuple[str, ...] = (),
) -> Rule:
    return Rule(id_, when, urgency, statements, advice, asks, (), "why", "why")


def advice(
    id_: str,
    show: Show = Show.SYMPTOM,
    when: Condition | None = None,
    *,
    dropped_when: Sequence[str] = (),
    reassures: bool = False,
    from_urgency: Urgency = Urgency.NONE,
    below_urgency: Urgency | None = None,
    statements: tuple[str, ...] = ("S-2",),
    level: Urgency | None = None,
) -> Advice:
    return Advice(
        id_,
        show,
        level,
        when,
        from_urgency,
        below_urgency,
        statements,
        frozenset(dropped_when),
        reassures,
        "",
        "words",
        "words",
    )


LEVELS = tuple(
    advice(f"level_{level.id}", Show.LEVEL, level=level, statements=("S-3",))
    for level in Urgency
    if level is not Urgency.NONE
)


def pack(*rules: Rule, advices: Sequence[Advice] = (), settings: Mapping[str, str] | None = None) -> Pack:
    """A pack of these rules over OBSERVATIONS and CONTEXT, with a level advice for each urgency."""
    return Pack(
        id="small",
        version="1",
        digest="sha256:0",
        title="",
        status="draft",
        sources=(),
        statements=STATEMENTS,
        groups=(),
        observations=OBSERVATIONS,
        context=CONTEXT,
        rules=rules,
        advice={item.id: item for item in (*LEVELS, *advices)},
        settings=settings or {"weight_gain_kg": "kg"},
        topics=(),
    )
