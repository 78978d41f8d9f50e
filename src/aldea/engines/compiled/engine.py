"""Puts the generated source together and runs it once for each pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from aldea.engines.compiled import measures
from aldea.engines.compiled.asking import Level, WaysWriter, function_lines
from aldea.engines.compiled.layout import Layout, lay_out
from aldea.engines.compiled.source import LookWriter
from aldea.engines.compiled.source_facts import constants
from aldea.engines.compiled.trying import Trial
from aldea.engines.compiled.verdicts import REMEMBERED, Verdicts, chooser
from aldea.engines.compiled.words import Names, one_line
from aldea.language.answers import Choice, Number, Readings, Said
from aldea.language.assessment import Assessment
from aldea.language.pack import Pack
from aldea.language.report import Report
from aldea.language.urgency import Urgency

LEVELS = tuple(Urgency)[:-1]
ASSESS = '''
def assess(report):
    """The answer. What is asked depends on the urgency that is reached."""
    seen = look(report)
    urgency, rules, applying, ask, because, beyond = verdict(seen >> SHIFT)
    singles, reads, facts, ways, tried, by_condition, wanted, many = ASKED[urgency]
    if singles or ways is not None:
        answered = report.observations
        if len(answered) > many:  # whichever are fewer are summed
            unanswered = sum(map(BIT_OF, wanted.difference(answered)))
        else:
            unanswered = ~sum(map(BIT_OF, answered))
        ask |= singles & unanswered
        if ways is not None:
            more, kept = ways(seen & facts, reads & unanswered)
            ask |= more if tried is None else tried(report, seen, kept)
    asked = ids_of(ask)
    applying |= by_condition(seen & OWN)
    advice, cited, too = advise(applying | INCOMPLETE if asked else applying)
    return Assessment(
        urgency, advice, tuple(dict.fromkeys(because + cited)), rules, beyond or too, asked, report.warnings,
        PACK_ID, PACK_VERSION, PACK_DIGEST,
    )
'''.strip("\n")


class Table(dict):  # type: ignore[type-arg]  # keys are ids, or pairs of them; what is missing says nothing
    """Bits by answer; no bits for what no rule asks."""

    def __missing__(self, _key: object) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class CompiledPack:
    """One pack with one hospital's settings, compiled. `source` is for reading."""

    assess: Callable[[Report], Assessment]
    source: str


def compile_pack(pack: Pack, settings: Mapping[str, Fraction] | None = None) -> CompiledPack:
    """Compiles a pack; `assess(report)` then says what `aldea.engines.reference.assess` says."""
    layout = lay_out(pack, dict(settings or {}))
    names = Names()
    levels = [WaysWriter(layout, names, reached).write() for reached in LEVELS]
    source = "\n".join(_source(layout, names, levels)) + "\n"
    verdicts = Verdicts(layout)
    namespace = _namespace(layout, verdicts)
    code = compile(source, f"<pack {one_line(pack.id)}>", "exec")
    exec(code, namespace)  # noqa: S102  our own text: ids stand in it as literals or in comments of one line
    namespace["ASKED"] = _asked(layout, levels, namespace, verdicts)
    assess: Callable[[Report], Assessment] = namespace["assess"]  # type: ignore[assignment]  # made there
    return CompiledPack(assess, source)


def _source(layout: Layout, names: Names, levels: list[Level]) -> Iterator[str]:
    pack = layout.pack
    body = [*LookWriter(layout, names).lines()]
    for level in levels:
        body += ["", "", *function_lines(level)]
    body += ["", "", ASSESS]
    about = one_line(f"{pack.id} {pack.version} {pack.digest}").replace("\\", "/").replace('"', "'")
    yield f'"""The pack {about}, compiled.'
    yield ""
    yield "Generated from the nodes of the pack; never edited. A report is looked at once: each fact is a bit"
    yield f"of `seen`; from bit {layout.shift} up stands one for each rule that fires, the most urgent first."
    yield '"""'
    yield ""
    yield from constants("\n".join(body))
    yield from body


def _namespace(layout: Layout, verdicts: Verdicts) -> dict[str, object]:
    """What the generated source may use."""
    pack = layout.pack
    observed = {id_: bit for (part, id_), bit in layout.items.items() if part == "observations"}
    helpers = {name: getattr(measures, name) for name in measures.CALLED}
    return {
        **helpers,
        "Assessment": Assessment, "Choice": Choice, "Fraction": Fraction, "Number": Number, "Table": Table,
        "Readings": Readings, "NO": Said.NO, "NOT_SURE": Said.NOT_SURE, "YES": Said.YES,
        "verdict": verdicts.verdict, "advise": verdicts.advise, "ids_of": _ids_of(layout),
        "BIT_OF": Table(observed).__getitem__, "SHIFT": layout.shift,
        "OWN": verdicts.own_facts, "INCOMPLETE": verdicts.incomplete,
        "PACK_ID": pack.id, "PACK_VERSION": pack.version, "PACK_DIGEST": pack.digest,
    }  # fmt: skip


def _twins(layout: Layout) -> list[int]:
    """The ids that name an observation and a context item: asked for one, both are listed."""
    return [
        layout.item("observations", id_) | layout.item("context", id_)
        for id_ in layout.pack.observations
        if id_ in layout.pack.context
    ]


def _ids_of(layout: Layout) -> Callable[[int], tuple[str, ...]]:
    """The ids of items in pack order."""
    listed = chooser((id_,) for _, id_ in layout.items)
    twins = _twins(layout)
    if not twins:
        return listed

    def ids_of(items: int) -> tuple[str, ...]:
        for twin in twins:
            if items & twin:
                items |= twin
        return listed(items)

    return ids_of


Asked = tuple[int, int, int, object, object, object, frozenset[str], int]


def _asked(
    layout: Layout, levels: list[Level], namespace: dict[str, object], verdicts: Verdicts
) -> tuple[Asked, ...]:
    """By number of the urgency: singles, what the ways read, the ways, rules to try, advice by condition.

    Last the observations of which it matters whether they are answered, and how many of them are many.
    """
    bits = {id_: bit for (part, id_), bit in layout.items.items() if part == "observations"}
    observed = sum(bits.values())
    found: dict[Urgency, Asked] = {}
    worst = Urgency.EMERGENCY_999
    found[worst] = (0, 0, 0, None, None, verdicts.by_condition[worst], frozenset(), 0)
    for level in levels:
        ways = namespace[level.name] if level.lines or level.tried else None
        remembered = lru_cache(REMEMBERED)(ways) if callable(ways) else None
        tried = _tried(layout, level, namespace) if level.tried else None
        wanted = frozenset(id_ for id_, bit in bits.items() if bit & (level.singles | level.unanswered))
        found[level.reached] = (
            level.singles & observed,
            level.unanswered & observed,
            level.facts,
            remembered,
            tried,
            verdicts.by_condition[level.reached],
            wanted,
            3 * len(wanted) // 4,
        )
    return tuple(found[urgency] for urgency in Urgency)


def _tried(layout: Layout, level: Level, namespace: dict[str, object]) -> object:
    look: Callable[[Report], int] = namespace["look"]  # type: ignore[assignment]  # it was just made there
    every = [(id_, bit) for (part, id_), bit in layout.items.items() if part == "observations"]

    def tried(report: Report, seen: int, kept: tuple[int, ...]) -> int:
        unanswered = sum(bit for id_, bit in every if id_ not in report.observations)
        trial = Trial(layout, look, report, seen, unanswered)
        found = [*kept, *(items for rule in level.tried for items in trial.sets(rule))]
        return measures.union(measures.smallest(found, unanswered & level.singles))

    return tried
