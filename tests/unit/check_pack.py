"""A small pack for the tests of the check: a few observations of each kind, and no rules."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from aldea.language import Pack
from aldea.language.pack import Cadence, Group, Kind, Observation
from aldea.reports.check_answers import Parsed, parse_screen
from aldea.reports.check_draft import Draft, Situation
from aldea.reports.check_flow import find_screen
from aldea.terminology import unit_of

AT_HOME = Situation(context={"route": "subcutaneous"})


def observation(id: str, group: str, kind: Kind = Kind.YESNO, **fields: Any) -> Observation:
    """An observation with words that say its id."""
    return Observation(
        **{
            "id": id,
            "group": group,
            "kind": kind,
            "unit": None,
            "accept": None,
            "choices": (),
            "unsure_counts_as": None,
            "masked_by": None,
            "worse_when": "yes",
            "statements": (),
            "meaning": "",
            "cadence": Cadence.DAILY,
            "follow_up_of": (),
            "only_when": None,
            "name": f"name of {id}",
            "question": f"question of {id}",
            "hint": "",
            "patient_name": f"patient name of {id}",
            "choice_labels": {},
            "team_question": "",
            "amount_question": f"how much {id}",
            "amount_question_again": f"how much {id} since then",
            **fields,
        }
    )


def _range(low: int, high: int, unit: str) -> dict[str, Any]:
    return {"accept": (Fraction(low), Fraction(high)), "unit": unit_of(unit)}


OBSERVATIONS = (
    observation("collapsed", "emergency"),
    observation("heavy_bleeding", "emergency"),
    observation(
        "temperature",
        "temperature",
        Kind.READINGS,
        masked_by="paracetamol_24h",
        **_range(30, 45, "Cel"),
    ),
    observation("feels_feverish", "temperature"),
    observation("paracetamol_24h", "temperature"),
    observation("cough", "chest"),
    observation("sudden_cough", "chest", follow_up_of=("cough",)),
    observation("wheezing", "chest", cadence=Cadence.ONCE_A_CYCLE),
    observation("nausea", "tummy"),
    observation("still_nauseous", "tummy", follow_up_of=("nausea",)),
    observation("vomiting_24h", "tummy", Kind.COUNT, unsure_counts_as="2", **_range(0, 100, "{episodes}")),
    observation("appetite_loss_days", "tummy", Kind.COUNT, unsure_counts_as="3", **_range(0, 365, "d")),
    observation("glucose_above_usual", "tummy", only_when="diabetes"),
    observation("weight_gain", "limbs", Kind.AMOUNT, **_range(0, 100, "kg")),
    observation("weight", "limbs", Kind.QUANTITY, **_range(20, 350, "kg")),
    observation("muscle_pain", "limbs"),
    observation("joint_pain", "limbs"),
    observation("pain_not_improving", "limbs", follow_up_of=("muscle_pain", "joint_pain")),
    observation("other_effect", "other", Kind.TEXT),
    observation(
        "vaccine_planned",
        "other",
        Kind.CHOICE,
        choices=("none", "live", "kind_not_known"),
        unsure_counts_as="kind_not_known",
        cadence=Cadence.ON_CHANGE,
    ),
    observation("pregnant", "other", cadence=Cadence.ON_CHANGE),
)
GROUPS = ("emergency", "temperature", "chest", "tummy", "limbs", "other")

PACK = Pack(
    id="small",
    version="1",
    digest="sha256:0",
    title="",
    status="draft",
    sources=(),
    statements={},
    groups=tuple(Group(id, f"title of {id}", "") for id in GROUPS),
    observations={item.id: item for item in OBSERVATIONS},
    context={},
    rules=(),
    advice={},
    settings={},
    topics=(),
)


def post(
    draft: Draft, screen_id: str, situation: Situation = AT_HOME, /, **fields: str | list[str]
) -> Parsed:
    """What comes of posting this screen; ``noticed`` may be written with spaces between the ids."""
    screen = find_screen(PACK, situation, draft, screen_id)
    assert screen is not None, f"the check has no screen '{screen_id}' now"
    form: Mapping[str, list[str]] = {
        name: value.split() if name == "noticed" and isinstance(value, str) else _listed(value)
        for name, value in fields.items()
    }
    return parse_screen(PACK, situation, draft, screen, form)


def _listed(value: str | list[str]) -> list[str]:
    return value if isinstance(value, list) else [value]


def posted(
    draft: Draft, screen_id: str, situation: Situation = AT_HOME, /, **fields: str | list[str]
) -> Draft:
    """The draft after posting a screen that has no problems."""
    parsed = post(draft, screen_id, situation, **fields)
    assert parsed.problems == ()
    return parsed.draft


def codes(parsed: Parsed) -> list[tuple[str, str]]:
    """The problems as (field, code)."""
    return [(problem.field, problem.code) for problem in parsed.problems]
