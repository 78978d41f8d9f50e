"""Writes the function that looks at a report: which leaves are true, which rules fire.

Only what was answered is looked at. An answer adds, from a table, the facts that it makes true and the rules
that it fires by itself; a rule that needs more has a block of its own, behind the facts that could wake it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from aldea.engines.compiled.layout import Layout
from aldea.engines.compiled.nodes import named_within, split, triggers
from aldea.engines.compiled.source_context import context_lines, context_table_lines
from aldea.engines.compiled.source_facts import causes, fact_lines, has_a_name, measure_lines
from aldea.engines.compiled.words import Names, in_words, one_line
from aldea.language.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Leaf,
    Named,
)

Target = tuple[str, int, Condition]
LOOP = """
    for id_, answer in report.observations.items():
        if answer is NO:
            continue
        if answer is YES:
            seen |= ON_YES[id_]
        elif answer is NOT_SURE:
            seen |= ON_UNSURE[id_]
        elif answer.__class__ is Choice:
            seen |= ON_YES[id_] | ON_CHOICE[id_, answer.id]
        elif answer.__class__ is Number:
            if answer.value.numerator > 0:
                seen |= ON_YES[id_]
        elif answer.__class__ is Readings or answer.given:
            seen |= ON_YES[id_]
""".strip("\n")


class LookWriter:
    """The text of `look(report)`, and of the tables that it reads."""

    def __init__(self, layout: Layout, names: Names) -> None:
        self.layout = layout
        self.names = names

    def lines(self) -> Iterator[str]:
        """The tables, rule by rule, then the function."""
        layout = self.layout
        yield from fact_lines(layout, self.names)
        yield from context_table_lines(layout)
        for rule in layout.ranked:
            condition = layout.when[rule.id]
            yield ""
            yield f"# Rule {one_line(rule.id)} ({rule.urgency.id}): {one_line(in_words(condition))}"
            alone, rest = split(condition)
            for leaf in alone:
                yield from self.caused_by(leaf, layout.rank(rule))
            if rest:
                yield "# it has a block in look()"
        yield from ("", "", "def look(report):")
        yield '    """The facts of a report as bits; above them the rules that fire."""'
        yield "    observations, context, history = report.observations, report.context, report.history"
        yield from context_lines(layout)
        yield LOOP
        yield from measure_lines(layout, self.names)
        yield from self._blocks()
        yield "    return seen"

    def caused_by(self, leaf: Leaf, bits: int) -> Iterator[str]:
        """Lines that add these bits wherever the leaf is true."""
        for table, key in causes(leaf, self.layout):
            yield f"{table}[{key!r}] |= {bits:#x}"
        if has_a_name(leaf):
            yield f"{self.names.name('HOLDS', leaf)} |= {bits:#x}"

    def _is_context(self, leaf: Leaf) -> bool:
        return triggers(leaf) is None

    def _blocks(self) -> Iterator[str]:
        """One block for each rule, and each advice of its own condition, that needs more than one leaf."""
        woken: list[Target] = []
        always: list[Target] = []
        for title, bits, condition in self._targets():
            (always if triggers(condition) is None else woken).append((title, bits, condition))
        for name in self._definitions([condition for *_, condition in always]):
            yield from self._definition(name, "    ", None)
        for title, bits, condition in always:
            yield from (f"    # {title}", f"    if {self.truth(condition)}:", f"        seen |= {bits:#x}")
        if not woken:
            return
        guard = self._guard(condition for *_, condition in woken)
        yield "    # Nothing below can hold unless one of these facts does."
        yield f"    if seen & {guard:#x}:"
        known = set(self._definitions([condition for *_, condition in always]))
        for name in self._definitions([condition for *_, condition in woken]):
            if name not in known:
                users = [condition for *_, condition in woken if name in set(named_within(condition))]
                yield from self._definition(name, " " * 8, self._guard(users))
        for title, bits, condition in woken:
            check = f"seen & {self._guard([condition]):#x} and {self.truth(condition)}"
            yield from (f"        # {title}", f"        if {check}:", f"            seen |= {bits:#x}")

    def _targets(self) -> Iterator[Target]:
        layout = self.layout
        for rule in layout.ranked:
            alone, rest = split(layout.when[rule.id])
            rest += tuple(leaf for leaf in alone if self._is_context(leaf))
            if rest:
                title = f"Rule {one_line(rule.id)}: {one_line(in_words(AnyOf(rest)))}"
                yield title, layout.rank(rule), AnyOf(rest)
        for id_, condition in layout.advised.items():
            if rest := split(condition)[1]:
                title = f"Advice {one_line(id_)}: {one_line(in_words(AnyOf(rest)))}"
                yield title, layout.fact("advice", id_), AnyOf(rest)

    def _definitions(self, conditions: Iterable[Condition]) -> list[Named]:
        return list(dict.fromkeys(named for each in conditions for named in named_within(each)))

    def _definition(self, named: Named, indent: str, guard: int | None) -> Iterator[str]:
        check = self.truth(named.condition)
        if guard is not None:
            check = f"seen & {guard:#x} and ({check})"
        yield f"{indent}# Definition {one_line(named.name)}: {one_line(in_words(named.condition))}"
        yield f"{indent}{self.names.name('is', named)} = {check}"

    def _guard(self, conditions: Iterable[Condition]) -> int:
        guard = 0
        for condition in conditions:
            for leaf in triggers(condition) or ():
                guard |= self.layout.fact(leaf)
        return guard

    def truth(self, condition: Condition) -> str:
        """An expression that is true where the condition is."""
        match condition:
            case Named():
                return self.names.name("is", condition)
            case AllOf(parts):
                ordered = sorted(parts, key=lambda part: triggers(part) is None)
                return f"({' and '.join(self.truth(part) for part in ordered)})" if parts else "True"
            case AnyOf(parts):
                bits, others = 0, []
                for part in parts:
                    if isinstance(part, (AllOf, AnyOf, Named)):
                        others.append(self.truth(part))
                    else:
                        bits |= self.layout.fact(part)
                checks = [f"seen & {bits:#x}"] if bits else []
                return f"({' or '.join([*checks, *others])})" if checks or others else "False"
            case _:
                return f"seen & {self.layout.fact(condition):#x}"
