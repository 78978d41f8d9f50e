"""The table and the stories as they stand in the documentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.rulebooks.aldea_pack import Counts, proved_of
from bench.rulebooks.model import Patient, RuleSet
from bench.rulebooks.properties import (
    BETWEEN,
    CONTRADICTION,
    FLOOR,
    PROPERTIES,
    SAME,
    SILENCE,
    TOTAL,
    WORSE,
)
from bench.rulebooks.solve import Result, Story, results_of, smallest_story

BEGIN, END = "<!-- found by python -m bench.rulebooks: begin -->", "<!-- end -->"
OURS = {
    BETWEEN: "as above: its numbers are exact",
    SAME: "not asked: its engines are tested against each other",
}
"""Where our proofs have no claims of their own."""


@dataclass(frozen=True, slots=True)
class Told:
    """The story of one property of one rule set, with its name in the table."""

    name: str
    property: str
    result: Result
    story: Story


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found about one rule set."""

    rules: RuleSet
    results: tuple[Result, ...]
    told: tuple[Told, ...]

    def cell(self, property_: str) -> str:
        """One cell of the table."""
        results = [result for result in self.results if result.claim.property == property_]
        if not results:
            return "not asked"
        failed = sum(not result.proved for result in results)
        if not failed:
            return f"proved ({len(results)})"
        name = next(told.name for told in self.told if told.property == property_)
        found = f"{failed} of {len(results)} refuted: {name}"
        return f"not in the criteria; counted as normal: {found}" if property_ == SILENCE else found


def findings_of(rules: RuleSet) -> Findings:
    """Prove or refute everything, and tell of each property the story in which most is lost."""
    results = results_of(rules)
    told: list[Told] = []
    for property_ in PROPERTIES:
        refuted = [each for each in results if each.claim.property == property_ and each.story is not None]
        if refuted:
            worst = max(refuted, key=lambda each: each.story.loss if each.story else 0)
            name = f"{rules.id}{len(told) + 1}"
            told.append(Told(name, property_, worst, smallest_story(rules, worst)))
    return Findings(rules, results, tuple(told))


def block(found: list[Findings], ours: Counts) -> str:
    """The part of the page that the command writes."""
    return "\n".join([*_table(found, ours), "", *(line for each in found for line in _stories(each))])


def _table(found: list[Findings], ours: Counts) -> Iterator[str]:
    names = [each.rules.name for each in found]
    yield f"| Question | {' | '.join(names)} | Aldea |"
    yield "|---" * (len(names) + 2) + "|"
    for property_, words in PROPERTIES.items():
        cells = " | ".join(each.cell(property_) for each in found)
        yield f"| {words} | {cells} | {_our_cell(property_, ours)} |"


def _our_cell(property_: str, ours: Counts) -> str:
    if property_ in OURS:
        return OURS[property_]
    proved, made = proved_of(property_, ours)
    return f"proved ({made})" if proved == made else f"{made - proved} of {made} not proved"


def _stories(each: Findings) -> Iterator[str]:
    yield f"### {each.rules.name}"
    yield ""
    for told in each.told:
        yield f"**{told.name}.** {_patient(each.rules, told.story.now)} {_told(each.rules, told)}"
        yield ""
        yield each.rules.notes[told.property]
        yield ""


def _patient(rules: RuleSet, patient: Patient) -> str:
    unusual = [
        f"{each.name}: {each.shown(patient[each.id])}"
        for each in rules.inputs
        if patient[each.id] * each.scale != each.usual
    ]
    return f"A patient: {'; '.join(unusual)}. All else is as usual."


def _told(rules: RuleSet, told: Told) -> str:
    story, claim = told.story, told.result.claim
    answer, then = _levels(story.says), _levels(story.then_says)
    floor = rules.levels[claim.floor]
    sentences: Mapping[str, str] = {
        TOTAL: f"No line of the table '{claim.about}' speaks.",
        BETWEEN: f"No line of the table '{claim.about}' speaks.",
        CONTRADICTION: f"Two lines of the table '{claim.about}' speak: {answer}.",
        FLOOR: f"The answer: {answer}. Elsewhere '{claim.about}' is enough for: *{floor}*.",
        WORSE: f"The answer: {answer}. Then {_changes(rules, story)}, and the answer is: {then}.",
        SILENCE: f"The answer: {answer}. With '{claim.about}' left out and counted as normal: {then}.",
        SAME: f"The answer: {answer}. With {claim.about}: {then}.",
    }
    return sentences[told.property]


def _changes(rules: RuleSet, story: Story) -> str:
    changed = [
        f"'{each.name}' becomes '{each.shown(story.then[each.id])}'"
        for each in rules.inputs
        if story.then[each.id] != story.now[each.id]
    ]
    return " and ".join(changed)


def _levels(said: frozenset[str]) -> str:
    return " and ".join(f"*{level}*" for level in sorted(said)) or "none"


def written_into(page: str, found: str) -> str:
    """The page with this block in place of the one that stands there."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{found.rstrip()}\n{END}{after}"
