"""Where the source contradicts itself, in words: who says what of a finding, what is done, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aldea.language.pack import Advice, Pack, Reading, Statement
from aldea.language.urgency import Urgency
from aldea.rulebook.case_words import Fact
from aldea.rulebook.conflict_record import AdviceConflict, ConflictRecord, Disagreement
from aldea.rulebook.occasion_words import OccasionSpeaker
from aldea.rulebook.speech import Gettext


@dataclass(frozen=True, slots=True)
class Said:
    """One statement with its urgency. `when` is empty where it always counts; `kept` is self-help."""

    statement: Statement
    urgency: Urgency
    when: str
    kept: bool


@dataclass(frozen=True, slots=True)
class Done:
    """What the pack answers, when, and the report that shows it."""

    urgency: Urgency
    when: str
    story: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The reading taken, and when it counts."""

    reading: Reading
    when: str


@dataclass(frozen=True, slots=True)
class TornFinding:
    """One finding, or several of which the source says the same.

    `milder_than` are statements that ask for more than some answer. `undecided` is a pair of statements
    and a report, for each pair for which no reading is cited.
    """

    id: str
    names: tuple[str, ...]
    said: tuple[Said, ...]
    done: tuple[Done, ...]
    decided: tuple[Decided, ...]
    milder_than: tuple[str, ...]
    undecided: tuple[tuple[str, str], ...]

    @property
    def urgency(self) -> Urgency:
        """The highest that the pack answers."""
        return max((each.urgency for each in self.done), default=Urgency.NONE)

    @property
    def only_self_help(self) -> bool:
        """The urgencies differ only since self-help is kept beside the rest."""
        return not self.milder_than and len({each.urgency for each in self.said if not each.kept}) < 2


@dataclass(frozen=True, slots=True)
class Winner:
    """An advice that wins, by which readings, and what shows it; `apart` when they never meet."""

    advice: Advice
    decided: tuple[Reading, ...]
    stories: tuple[str, ...]

    @property
    def apart(self) -> bool:
        return len(self.stories) > 1


@dataclass(frozen=True, slots=True)
class TornAdvice:
    """An advice with those that it gives way to."""

    advice: Advice
    winners: tuple[Winner, ...]

    @property
    def undecided(self) -> bool:
        """Whether it gives way somewhere and no reading says so."""
        return not all(winner.decided for winner in self.winners)


@dataclass(frozen=True, slots=True)
class ConflictWords:
    """The whole report. `decisions` count for each reading the findings and advices that it decides."""

    findings: tuple[TornFinding, ...]
    self_help: tuple[TornFinding, ...]
    advice: tuple[TornAdvice, ...]
    calls: tuple[TornAdvice, ...]
    decisions: tuple[tuple[Reading, int], ...]
    places: tuple[Fact, ...]
    undecided: int


def conflict_words(record: ConflictRecord, pack: Pack, gettext: Gettext) -> ConflictWords:
    """The record in words; what names something that the pack no longer has is left out."""
    speaker = _Speaker(pack, OccasionSpeaker(pack, gettext))
    torn = speaker.findings(each for each in record.levels if _is_known(each, pack))
    known = [each for each in record.advice if {each.loser, each.winner} <= set(pack.advice)]
    return ConflictWords(
        findings=tuple(each for each in torn if not each.only_self_help),
        self_help=tuple(each for each in torn if each.only_self_help),
        advice=speaker.advice(each for each in known if not each.call),
        calls=speaker.advice(each for each in known if each.call),
        decisions=tuple(_decisions(record, pack)),
        places=speaker.occasions.places(record.circumstances),
        undecided=record.undecided,
    )


def _is_known(found: Disagreement, pack: Pack) -> bool:
    ids = {id_ for id_, _ in found.statements}
    return ids <= set(pack.statements) and set(found.observations) <= set(pack.observations)


def _decisions(record: ConflictRecord, pack: Pack) -> Iterator[tuple[Reading, int]]:
    counts = Counter(number for each in record.levels for number, _ in each.readings)
    counts += Counter(number for each in record.advice for number in each.readings)
    for number, reading in pack.readings.items():
        if counts[number]:
            yield reading, counts[number]


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says the disagreements of one pack."""

    pack: Pack
    occasions: OccasionSpeaker

    def findings(self, found: Iterable[Disagreement]) -> list[TornFinding]:
        """The most urgent first; findings of which the source says the same are one."""
        alike: dict[object, list[Disagreement]] = {}
        for each in found:
            pairs = tuple(pair for pair, _ in each.undecided)
            done = tuple((answer.urgency, str(answer.when)) for answer in each.answers)
            key = (str(each.statements), done, str(each.readings), each.overruled, pairs)
            alike.setdefault(key, []).append(each)
        torn = [self._finding(each) for each in alike.values()]
        return sorted(torn, key=lambda each: (not each.undecided, -each.urgency))

    def _finding(self, alike: Sequence[Disagreement]) -> TornFinding:
        first = alike[0]
        speak = self.occasions
        last = len(first.answers) - 1
        return TornFinding(
            id="-".join(first.observations).replace("_", "-"),
            names=tuple(speak.finding(each.finding, each.observations) for each in alike),
            said=tuple(self._said(id_, speak.when(when)) for id_, when in first.statements),
            done=tuple(
                Done(each.urgency, speak.when(each.when, last=place == last), speak.scene(each.scene))
                for place, each in enumerate(first.answers)
            ),
            decided=tuple(
                Decided(self.pack.readings[number], speak.when(when))
                for number, when in first.readings
                if number in self.pack.readings
            ),
            milder_than=first.overruled,
            undecided=tuple((" / ".join(pair), speak.scene(scene)) for pair, scene in first.undecided),
        )

    def _said(self, id_: str, when: str) -> Said:
        statement = self.pack.statements[id_]
        urgency = statement.urgency or Urgency.NONE
        kept = statement.kind == "advice" and urgency is Urgency.SELF_CARE
        return Said(statement, urgency, when, kept)

    def advice(self, found: Iterable[AdviceConflict]) -> tuple[TornAdvice, ...]:
        """By the advice that gives way; what nobody has decided first."""
        by_loser: dict[str, list[AdviceConflict]] = {}
        for each in sorted(found, key=lambda each: bool(each.readings)):
            by_loser.setdefault(each.loser, []).append(each)
        return tuple(
            TornAdvice(self.pack.advice[loser], tuple(self._winner(each) for each in winners))
            for loser, winners in by_loser.items()
        )

    def _winner(self, found: AdviceConflict) -> Winner:
        return Winner(
            self.pack.advice[found.winner],
            tuple(self.pack.readings[number] for number in found.readings if number in self.pack.readings),
            tuple(self.occasions.scene(scene) for scene in found.scenes),
        )
