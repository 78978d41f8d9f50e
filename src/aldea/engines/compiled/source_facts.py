"""Writes the parts of `look(report)` that turn answers into facts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from aldea.engines.compiled.layout import Layout
from aldea.engines.compiled.nodes import OF_ONE_ANSWER
from aldea.engines.compiled.words import Names, in_words, one_line
from aldea.language.conditions import (
    AtLeast,
    Chosen,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Leaf,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)

TABLES = ("ON_YES", "ON_UNSURE", "ON_CHOICE")


def literal(value: Fraction | None) -> str:
    """The name of a constant for a fraction; `constants` defines it."""
    if value is None:
        return "None"
    return f"N_{value.numerator}_{value.denominator}".replace("-", "MINUS_")


def constants(source: str) -> Iterator[str]:
    """The definitions of every such name in a source."""
    for minus, top, bottom in sorted(set(re.findall(r"\bN_(MINUS_)?(\d+)_(\d+)\b", source))):
        yield f"N_{minus}{top}_{bottom} = Fraction({'-' if minus else ''}{top}, {bottom})"


def fact_lines(layout: Layout, names: Names) -> Iterator[str]:
    """Which facts each answer makes true, whatever the rules do with them."""
    tables: dict[str, dict[object, int]] = {name: defaultdict(int) for name in TABLES}
    for id_, item in layout.pack.observations.items():
        tables["ON_YES"][id_] = tables["ON_UNSURE"][id_] = 0
        tables["ON_CHOICE"].update({(id_, choice): 0 for choice in item.choices})
    for leaf in layout.every_leaf():
        for table, key in causes(leaf, layout):
            tables[table][key] |= layout.fact(leaf)
        if has_a_name(leaf):
            yield f"{names.name('HOLDS', leaf)} = {layout.fact(leaf):#x}"
    for id_, bits in _noticed(layout).items():
        tables["ON_YES"][id_] |= bits
        tables["ON_UNSURE"][id_] |= bits
    for table, rows in tables.items():
        yield f"{table} = Table({{"
        yield from (f"    {key!r}: {bits:#x}," for key, bits in rows.items())
        yield "})"


def has_a_name(leaf: Leaf) -> bool:
    """Whether it is worked out in `look`, and not told by one answer."""
    return not isinstance(leaf, (*OF_ONE_ANSWER, ContextIs, ContextAtMost))


def causes(leaf: Leaf, layout: Layout) -> Iterator[tuple[str, object]]:
    """The answers, as entries of the tables, of which each makes a leaf true by itself."""
    match leaf:
        case Yes(x):
            yield from (("ON_YES", x), ("ON_UNSURE", x))
        case PlainYes(x):
            yield "ON_YES", x
        case NotSure(x):
            yield "ON_UNSURE", x
        case Chosen(x, choices):
            yield from (("ON_CHOICE", (x, choice)) for choice in sorted(choices))
            if layout.pack.observations[x].unsure_counts_as in choices:
                yield "ON_UNSURE", x
        case Over(x, limit) if not isinstance(limit, PersonalLimit):
            yield "ON_UNSURE", x
        case _:
            return


def _noticed(layout: Layout) -> dict[str, int]:
    """What is to be measured, and what is masked, once an observation was raised."""
    found: dict[str, int] = defaultdict(int)
    for key, bit in layout.facts.items():
        match key:
            case ("measured", str(x)):
                found[x] |= bit
            case ("masked", str(x)):
                mask = layout.pack.observations[x].masked_by
                found[mask or x] |= bit
    return found


def measure_lines(layout: Layout, names: Names) -> Iterator[str]:
    """Limits, sums and what was said before: looked at only where something was reported."""
    found = layout.every_leaf()
    earlier = [leaf for leaf in found if isinstance(leaf, Earlier)]
    windowed = {
        leaf.observation for leaf in found if isinstance(leaf, (Over, Under, AtLeast)) and leaf.within
    }
    if earlier or windowed:
        bits = 0
        for id_ in windowed:
            bits |= layout.fact("measured", id_)
        yield from ("    if history:", f"        seen |= {bits:#x}")
        for one in earlier:
            ends = f"{literal(one.youngest)}, {literal(one.oldest)}"
            yield f"        if was_raised(history, {one.observation!r}, {ends}):"
            yield f"            seen |= {names.name('HOLDS', one)}"
    for leaf in found:
        match leaf:
            case Unanswered(x):
                yield f"    answer = observations.get({x!r})"
                yield "    if answer is None or answer is NOT_SURE:"
                yield f"        seen |= {names.name('HOLDS', leaf)}"
            case Gained():
                yield from _gained(leaf, layout, names)
            case _:
                pass
    yield from _limits(found, layout, names)
    yield from _sums(found, layout, names)


def _gained(leaf: Gained, layout: Layout, names: Names) -> Iterator[str]:
    weights, starts = (
        layout.pack.observations[leaf.observation].accept,
        layout.pack.context[leaf.since].accept,
    )
    limit = literal(layout.settings[leaf.setting])
    side = {key: f"{layout.fact(leaf, key):#x}" for key in ("now", "start", "both")}
    yield f"    # {one_line(in_words(leaf))}"
    yield f"    now, start = observations.get({leaf.observation!r}), context.get({leaf.since!r})"
    yield "    if now.__class__ is Number and start.__class__ is Number:"
    yield f"        if now.value - start.value >= {limit}:"
    yield f"            seen |= {names.name('HOLDS', leaf)}"
    highest = f"start.value + {limit} <= {literal(weights[1])}" if weights else "True"
    yield f"    elif now is None and start.__class__ is Number and {highest}:"
    yield f"        seen |= {side['now']}"
    lowest = f"now.value - {limit} >= {literal(starts[0])}" if starts else "True"
    yield f"    elif now.__class__ is Number and start.__class__ is not Number and {lowest}:"
    yield f"        seen |= {side['start']}"
    widest = weights[1] - starts[0] if weights and starts else None
    if widest is None or widest >= layout.settings[leaf.setting]:
        yield "    elif now is None and start.__class__ is not Number:"
        yield f"        seen |= {side['both']}"


def _limits(found: tuple[Leaf, ...], layout: Layout, names: Names) -> Iterator[str]:
    by_observation: dict[str, list[Over | Under]] = defaultdict(list)
    for leaf in found:
        if isinstance(leaf, (Over, Under)):
            by_observation[leaf.observation].append(leaf)
    for id_, group in by_observation.items():
        yield f"    now = observations.get({id_!r})"
        personal = [leaf for leaf in group if isinstance(leaf.limit, PersonalLimit)]
        for leaf in personal:
            yield from _personal(leaf, layout, names)
        yield f"    if seen & {layout.fact('measured', id_):#x}:"
        for within in dict.fromkeys(leaf.within for leaf in group):
            yield from _window(id_, within, [leaf for leaf in group if leaf.within == within], names)


def _window(id_: str, within: Fraction | None, group: list[Over | Under], names: Names) -> Iterator[str]:
    yield "        values = now.values if now.__class__ is Readings else ()"
    if within is not None:
        yield "        if history:"
        yield f"            values = readings(now, history, {id_!r}, {literal(within)})"
    yield "        for value in values:"
    yield "            top, bottom = value.numerator, value.denominator"
    for leaf in group:
        limit = leaf.limit
        sign = ">" if isinstance(leaf, Over) else "<"
        if isinstance(limit, PersonalLimit):
            own = names.name("limit", leaf)
            yield f"            if {own} is not None and value {sign} {own}:"
        else:
            yield f"            if top * {limit.denominator} {sign} {limit.numerator} * bottom:"
        yield f"                seen |= {names.name('HOLDS', leaf)}"


def _personal(leaf: Over | Under, layout: Layout, names: Names) -> Iterator[str]:
    """A limit of the patient's own: unknown where nobody measured and a reading could still be outside."""
    assert isinstance(leaf.limit, PersonalLimit)
    item = layout.pack.observations[leaf.observation]
    limit = names.name("limit", leaf)
    unknown = ["now is None"]
    if isinstance(leaf, Over):
        unknown.append("now is NOT_SURE")
    if item.masked_by:
        unknown.append(f"seen & {layout.fact('masked', leaf.observation):#x}")
    possible = ""
    if item.accept:
        end, sign = (item.accept[1], "<") if isinstance(leaf, Over) else (item.accept[0], ">")
        possible = f" and {limit} {sign} {literal(end)}"
    yield f"    answer = context.get({leaf.limit.item!r})"
    yield f"    {limit} = answer.value if answer.__class__ is Number else None"
    yield f"    if {limit} is not None and ({' or '.join(unknown)}){possible}:"
    yield f"        seen |= {layout.fact(leaf, 'open'):#x}"


def _sums(found: tuple[Leaf, ...], layout: Layout, names: Names) -> Iterator[str]:
    groups: dict[tuple[str, Fraction | None], list[AtLeast]] = defaultdict(list)
    for leaf in found:
        if isinstance(leaf, AtLeast):
            groups[leaf.observation, leaf.within].append(leaf)
    for (id_, within), group in groups.items():
        item = layout.pack.observations[id_]
        unsure = literal(Fraction(item.unsure_counts_as or 0))
        yield f"    if seen & {layout.fact('measured', id_):#x}:"
        yield f"        now = observations.get({id_!r})"
        yield "        if now.__class__ is Number and not history:"
        yield "            amount = now.value"
        yield "        else:"
        yield f"            amount = total(now, history, {id_!r}, {literal(within)}, {unsure})"
        yield "        top, bottom = amount.numerator, amount.denominator"
        for leaf in group:
            count = leaf.count
            yield f"        if top * {count.denominator} >= {count.numerator} * bottom:  # {in_words(leaf)}"
            yield f"            seen |= {names.name('HOLDS', leaf)}"
        for leaf in group:
            if layout.needs_trying(leaf) and item.accept:
                yield f"    if {id_!r} not in observations:"
                yield f"        so_far = total(None, history, {id_!r}, {literal(within)}, {unsure})"
                yield f"        if so_far + {literal(item.accept[1])} >= {literal(leaf.count)}:"
                yield f"            seen |= {layout.fact(leaf, 'open'):#x}"
