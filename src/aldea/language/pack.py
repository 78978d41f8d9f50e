"""A pack: a versioned protocol as frozen values (FHIR PlanDefinition and Library)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from aldea.language.conditions import Condition, Earlier, leaves
from aldea.language.urgency import Urgency
from aldea.terminology import Unit


class Kind(Enum):
    """The type of an observation or a context item."""

    YESNO = "yesno"
    COUNT = "count"
    QUANTITY = "quantity"
    READINGS = "readings"
    AMOUNT = "amount"
    TEXT = "text"
    CHOICE = "choice"


class Cadence(Enum):
    """How often an observation is asked."""

    DAILY = "daily"
    ONCE_A_CYCLE = "once_a_cycle"
    ON_CHANGE = "on_change"


class Show(Enum):
    """What makes an advice part of an answer (decisions.md 20)."""

    LEVEL = "level"
    SYMPTOM = "symptom"
    CONTEXT = "context"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Statement:
    """One numbered claim of the source; `beyond` when the leaflet does not make it."""

    id: str
    section: str
    kind: str
    urgency: Urgency | None
    claim: str
    beyond: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One screen of the check."""

    id: str
    title: str
    intro: str


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing that may be reported. `accept` is inclusive and in `unit`.

    `name` is for the team's tables, `patient_name` for the patient; `choice_labels` are the patient's words
    for each of `choices`. Where `masked_by` was raised, a reading inside the limits counts as no reading.
    """

    id: str
    kind: Kind
    unit: Unit | None
    accept: tuple[Fraction, Fraction] | None
    choices: tuple[str, ...]
    unsure_counts_as: str | None
    masked_by: str | None
    worse_when: str
    statements: tuple[str, ...]
    meaning: str
    group: str
    cadence: Cadence
    follow_up_of: tuple[str, ...]
    only_when: str | None
    name: str
    question: str
    hint: str
    team_question: str
    amount_question: str
    amount_question_again: str
    patient_name: str
    choice_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class StricterLimit:
    """What makes a personal limit stricter than the leaflet's (decisions.md 2).

    An upper limit above `standard` (a lower one below it) is looser: left out with a warning.
    At or beyond `opposite` no reading could ever be inside: refused as a mistake.
    """

    upper: bool
    standard: Fraction
    opposite: Fraction

    def is_looser(self, value: Fraction) -> bool:
        return value > self.standard if self.upper else value < self.standard

    def is_impossible(self, value: Fraction) -> bool:
        return value <= self.opposite if self.upper else value >= self.opposite


@dataclass(frozen=True, slots=True)
class ContextItem:
    """One fact about the person or the treatment that changes which rules apply.

    `accept` is inclusive and in `unit`; `stricter` is there for a personal limit only.
    """

    id: str
    kind: Kind
    unit: Unit | None
    accept: tuple[Fraction, Fraction] | None
    stricter: StricterLimit | None
    choices: tuple[str, ...]
    statements: tuple[str, ...]
    meaning: str
    name: str
    question: str
    help: str
    patient_name: str
    choice_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Advice:
    """What we tell people; dropped when any advice in `dropped_when` applies."""

    id: str
    show: Show
    level: Urgency | None
    when: Condition | None
    from_urgency: Urgency
    below_urgency: Urgency | None
    statements: tuple[str, ...]
    dropped_when: frozenset[str]
    reassures: bool
    claim: str
    patient: str
    team: str


@dataclass(frozen=True, slots=True)
class Rule:
    """When the condition holds, then this urgency and this advice, because of these statements."""

    id: str
    when: Condition
    urgency: Urgency
    statements: tuple[str, ...]
    advice: tuple[str, ...]
    asks: tuple[str, ...]
    readings: tuple[int, ...]
    why_patient: str
    why_team: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A short page; `blocks` maps the statement ids of each marked block to its text (Markdown)."""

    id: str
    title: str
    theme: str
    order: int
    search: tuple[str, ...]
    planned: frozenset[str]
    blocks: tuple[tuple[tuple[str, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How the source is understood where it leaves a choice; rules cite it by number."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class LayWords:
    """What people say (`words`) for what the pages call `means`; the first of `topics` fits best."""

    words: tuple[str, ...]
    means: tuple[str, ...]
    topics: tuple[str, ...]
    advice: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmergencyWords:
    """What people say for an emergency sign, or (with no observation) when they look for an ambulance."""

    observation: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchWords:
    """What the search of the pages knows; `small` words say nothing of what is looked for."""

    lay: tuple[LayWords, ...] = ()
    emergency: tuple[EmergencyWords, ...] = ()
    small: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FurtherReading:
    """A page of somebody else that the source names, and the statements that do so."""

    title: str
    address: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackVersion:
    """One version of a pack, byte by byte."""

    version: str
    digest: str


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole protocol. Mappings keep the order of the files."""

    id: str
    version: str
    digest: str
    title: str
    status: str
    sources: tuple[tuple[str, str], ...]
    statements: Mapping[str, Statement]
    groups: tuple[Group, ...]
    observations: Mapping[str, Observation]
    context: Mapping[str, ContextItem]
    rules: tuple[Rule, ...]
    advice: Mapping[str, Advice]
    settings: Mapping[str, str]
    topics: tuple[Topic, ...]
    readings: Mapping[int, Reading] = field(default_factory=dict)
    search: SearchWords = SearchWords()
    further_reading: tuple[FurtherReading, ...] = ()
    replaces: PackVersion | None = None

    @property
    def as_version(self) -> PackVersion:
        """Which version it is, byte by byte."""
        return PackVersion(self.version, self.digest)

    @property
    def window_hours(self) -> Fraction:
        """The longest window that any rule looks back over, in hours."""
        windows = [Fraction(0)]
        for rule in self.rules:
            for leaf in leaves(rule.when):
                if isinstance(leaf, Earlier):
                    windows.append(leaf.oldest)
                elif (within := getattr(leaf, "within", None)) is not None:
                    windows.append(within)
        return max(windows)
