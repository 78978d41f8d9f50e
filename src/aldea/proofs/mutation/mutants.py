"""Every mutant of a pack: a frozen copy with one small change, and the change in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aldea.language.conditions import AllOf, AnyOf, Condition, ContextIs, Named
from aldea.language.pack import Advice, Kind, Observation, Pack, Rule, Show
from aldea.language.urgency import Urgency
from aldea.proofs.mutation.conditions import said_of, variants


@dataclass(frozen=True, slots=True)
class Mutant:
    """`of` is rule, advice, definition or observation; `kind` is what was changed, in one word.

    `cited` is the statement that it no longer cites, where that is the change.
    """

    of: str
    id: str
    kind: str
    words: str
    pack: Pack
    cited: str = ""

    @property
    def name(self) -> str:
        return f"{self.of} {self.id}: {self.words}"


def mutants_of(pack: Pack, rule: str = "") -> Iterator[Mutant]:
    """All of them, in the order of the pack; of one rule alone where it is named."""
    for each in pack.rules:
        if rule in ("", each.id):
            yield from _of_rule(pack, each)
    if rule:
        return
    for name, inner in definitions(pack).items():
        for words, changed in variants(inner, pack):
            yield Mutant("definition", name, "condition", words, _with_definition(pack, name, changed))
    for advice in pack.advice.values():
        yield from _of_advice(pack, advice)
    for observation in pack.observations.values():
        yield from _of_observation(pack, observation)


def _of_rule(pack: Pack, rule: Rule) -> Iterator[Mutant]:
    def changed(kind: str, words: str, cited: str = "", **fields: object) -> Mutant:
        new = replace(rule, **fields)  # type: ignore[arg-type]  # fields by name
        return Mutant("rule", rule.id, kind, words, _with_rule(pack, rule, new), cited)

    for words, when in variants(rule.when, pack):
        yield changed("condition", words, when=when)
    for level in _beside(rule.urgency):
        yield changed("urgency", f"{rule.urgency.id} becomes {level.id}", urgency=level)
    for id_ in rule.advice:
        yield changed("advice", f"no longer gives {id_}", advice=_without(rule.advice, id_))
    for id_ in _next_of([a.id for a in pack.advice.values() if a.show is Show.SYMPTOM], rule.advice):
        yield changed("advice", f"also gives {id_}", advice=(*rule.advice, id_))
    for words, id_, statements in _citations(rule.statements, pack):
        yield changed("citation", words, id_, statements=statements)
    for id_ in rule.asks:
        yield changed("asks", f"no longer asks {id_}", asks=_without(rule.asks, id_))
    for words, where in _switches(pack):
        yield changed("context", words, when=AllOf((rule.when, where)))
    rules = tuple(each for each in pack.rules if each is not rule)
    yield Mutant("rule", rule.id, "dropped", "is dropped", replace(pack, rules=rules))


def _with_rule(pack: Pack, old: Rule, new: Rule) -> Pack:
    return replace(pack, rules=tuple(new if each is old else each for each in pack.rules))


def _beside(level: Urgency) -> Iterator[Urgency]:
    return (other for other in Urgency if abs(other - level) == 1)


def _without(ids: Sequence[str], id_: str) -> tuple[str, ...]:
    return tuple(each for each in ids if each != id_)


def _next_of(ids: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    """The first id behind the last of those taken (or the first of all) that is not taken itself."""
    start = max((ids.index(id_) for id_ in taken if id_ in ids), default=-1) + 1
    return tuple(id_ for id_ in [*ids[start:], *ids[:start]] if id_ not in taken)[:1]


def _citations(statements: tuple[str, ...], pack: Pack) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for id_ in statements:
        yield f"no longer cites {id_}", id_, _without(statements, id_)
    for id_ in statements:
        for other in _next_of(list(pack.statements), statements):
            changed = tuple(other if each == id_ else each for each in statements)
            yield f"cites {other} for {id_}", id_, changed


def _switches(pack: Pack) -> Iterator[tuple[str, ContextIs]]:
    """A context that switches a rule off."""
    for item in pack.context.values():
        forms = frozenset(said_of(item))
        if item.kind not in (Kind.YESNO, Kind.CHOICE):
            continue
        for form in said_of(item):
            yield f"is off where {item.id} is {form}", ContextIs(item.id, forms - {form}, unknown_counts=True)
        yield f"is off where {item.id} is not known", ContextIs(item.id, forms, unknown_counts=False)


def definitions(pack: Pack) -> dict[str, Condition]:
    """Every condition that has a name, as it stands in rules and advice."""
    found: dict[str, Condition] = {}

    def look(condition: Condition) -> None:
        match condition:
            case Named(name, inner):
                found.setdefault(name, inner)
                look(inner)
            case AnyOf(parts) | AllOf(parts):
                for part in parts:
                    look(part)
            case _:
                pass

    for rule in pack.rules:
        look(rule.when)
    for advice in pack.advice.values():
        if advice.when is not None:
            look(advice.when)
    return found


def _with_definition(pack: Pack, name: str, changed: Condition) -> Pack:
    rules = tuple(
        rule if (when := _defined(rule.when, name, changed)) is rule.when else replace(rule, when=when)
        for rule in pack.rules
    )
    advice = {
        id_: item
        if item.when is None or (when := _defined(item.when, name, changed)) is item.when
        else replace(item, when=when)
        for id_, item in pack.advice.items()
    }
    return replace(pack, rules=rules, advice=advice)


def _defined(condition: Condition, name: str, changed: Condition) -> Condition:
    """The condition with another meaning of one name; itself where the name is not in it."""
    match condition:
        case Named(known, _) if known == name:
            return Named(name, changed)
        case Named(known, inner):
            new = _defined(inner, name, changed)
            return condition if new is inner else Named(known, new)
        case AnyOf(parts) | AllOf(parts):
            parts_new = tuple(_defined(part, name, changed) for part in parts)
            same = all(one is other for one, other in zip(parts, parts_new, strict=True))
            return condition if same else replace(condition, conditions=parts_new)
        case _:
            return condition


def _of_advice(pack: Pack, advice: Advice) -> Iterator[Mutant]:
    def changed(kind: str, words: str, cited: str = "", **fields: object) -> Mutant:
        new = replace(advice, **fields)  # type: ignore[arg-type]  # fields by name
        return Mutant(
            "advice", advice.id, kind, words, replace(pack, advice={**pack.advice, advice.id: new}), cited
        )

    if advice.when is not None:
        for words, when in variants(advice.when, pack):
            yield changed("condition", words, when=when)
        for words, where in _switches(pack):
            yield changed("context", words, when=AllOf((advice.when, where)))
        yield changed("condition", "has no condition of its own", when=None)
        for level in _beside(advice.from_urgency):
            yield changed("urgency", f"from {level.id} up", from_urgency=level)
        below = advice.below_urgency or Urgency.EMERGENCY_999
        for level in _beside(below):
            yield changed("urgency", f"below {level.id}", below_urgency=level)
        if advice.below_urgency is not None:
            yield changed("urgency", "below no level", below_urgency=None)
    if advice.level is not None:
        for level in _beside(advice.level):
            yield changed("urgency", f"stands for {level.id}", level=level)
    for id_ in sorted(advice.dropped_when):
        yield changed("dropped_when", f"stays beside {id_}", dropped_when=advice.dropped_when - {id_})
    for id_ in _next_of(list(pack.advice), [*advice.dropped_when, advice.id]):
        yield changed("dropped_when", f"gives way to {id_}", dropped_when=advice.dropped_when | {id_})
    yield changed("reassures", "reassures" if not advice.reassures else "no longer reassures",
                  reassures=not advice.reassures)  # fmt: skip
    for words, id_, statements in _citations(advice.statements, pack):
        yield changed("citation", words, id_, statements=statements)
    yield Mutant("advice", advice.id, "dropped", "is dropped", _without_advice(pack, advice.id))


def _without_advice(pack: Pack, id_: str) -> Pack:
    """The pack less one advice, as if no rule named it."""
    rules = tuple(
        replace(rule, advice=_without(rule.advice, id_)) if id_ in rule.advice else rule
        for rule in pack.rules
    )
    return replace(pack, rules=rules, advice={key: each for key, each in pack.advice.items() if key != id_})


def _of_observation(pack: Pack, observation: Observation) -> Iterator[Mutant]:
    def changed(words: str, **fields: object) -> Mutant:
        new = replace(observation, **fields)  # type: ignore[arg-type]  # fields by name
        observations = {**pack.observations, observation.id: new}
        return Mutant(
            "observation", observation.id, "answer", words, replace(pack, observations=observations)
        )

    for counts in _unsure(observation):
        says = f"not sure counts as {counts or 'nothing'}"
        yield changed(says, unsure_counts_as=counts)
    if observation.masked_by is not None:
        yield changed(f"is no longer masked by {observation.masked_by}", masked_by=None)


def _unsure(observation: Observation) -> Iterator[str | None]:
    known = observation.unsure_counts_as
    if observation.kind is Kind.COUNT and known is not None:
        yield from (str(count) for step in (1, 2) for count in (int(known) - step, int(known) + step)
                    if count >= 0)  # fmt: skip
        yield None
    if observation.kind is Kind.CHOICE:
        yield from (choice for choice in (*observation.choices, None) if choice != known)
