"""Compiles the conditions of rules.yaml and advice.yaml to frozen nodes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Limit,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import ContextItem, Kind, Observation
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Fields, Items, Node, Scalar
from aldea.terminology import unit_of

NEVER = AnyOf(())
ALWAYS = AllOf(())
RAISABLE = (Kind.YESNO, Kind.TEXT, Kind.AMOUNT)


class ConditionCompiler:
    """Knows what a condition may name: observations, context items, settings, definitions so far."""

    def __init__(
        self,
        reader: Reader,
        observations: Mapping[str, Observation],
        context: Mapping[str, ContextItem],
        settings: Mapping[str, str],
    ) -> None:
        self.reader = reader
        self.observations = observations
        self.context = context
        self.settings = settings
        self.definitions: dict[str, Condition] = {}
        self._compilers = {
            "yes": lambda node: self._each(node, Yes, RAISABLE),
            "plain_yes": lambda node: self._each(node, PlainYes, RAISABLE),
            "not_sure": lambda node: self._each(node, NotSure, tuple(Kind)),
            "unanswered": lambda node: self._each(node, Unanswered, tuple(Kind)),
            "over": lambda node: self._limit_node(node, Over),
            "under": lambda node: self._limit_node(node, Under),
            "at_least": self._at_least,
            "chosen": self._chosen,
            "earlier": self._earlier,
            "gained": self._gained,
            "context": self._context_is,
            "context_at_most": self._context_at_most,
            "any": lambda node: AnyOf(self._parts(node)),
            "all": lambda node: AllOf(self._parts(node)),
            "definition": self._definition,
        }

    def compile(self, node: Node | None) -> Condition:
        """One condition; NEVER, with a complaint, where it cannot be read."""
        if node is None:
            return NEVER
        if isinstance(node, Scalar) and node.text == "always":
            return ALWAYS
        if not isinstance(node, Fields) or len(node.fields) != 1:
            self.reader.complain(
                node.position, "a condition has exactly one word", f"use one of {', '.join(self._compilers)}"
            )
            return NEVER
        ((word, value),) = node.fields.items()
        compiler = self._compilers.get(word)
        if compiler is None:
            self.reader.complain(
                node.keys[word], f"'{word}' is no condition", f"use one of {', '.join(self._compilers)}"
            )
            return NEVER
        return compiler(value)

    def _parts(self, node: Node) -> tuple[Condition, ...]:
        parts = tuple(self.compile(item) for item in self.reader.items(node))
        if not parts:
            self.reader.complain(
                node.position,
                "an empty list of conditions",
                "list at least one",
                "it would always or never hold",
            )
        return parts

    def _observation(self, node: Node | None, kinds: tuple[Kind, ...]) -> Observation | None:
        observation = self.observations.get(self.reader.id(node, self.observations, "observation"))
        if observation and observation.kind not in kinds:
            assert node is not None
            self.reader.complain(
                node.position,
                f"'{observation.id}' is of type {observation.kind.value}, which this condition cannot ask",
                f"use it with one of type {', '.join(kind.value for kind in kinds)}",
            )
            return None
        return observation

    def _each(
        self, node: Node, leaf: type[Yes | PlainYes | NotSure | Unanswered], kinds: tuple[Kind, ...]
    ) -> Condition:
        nodes = node.items if isinstance(node, Items) else (node,)
        found = [self._observation(item, kinds) for item in nodes]
        made = tuple(leaf(observation.id) for observation in found if observation)
        return made[0] if len(made) == 1 else AnyOf(made)

    def _hours(self, node: Node | None) -> Fraction | None:
        return self.reader.quantity(node, unit_of("h"))

    def _limit_node(self, node: Node, leaf: type[Over | Under]) -> Condition:
        fields = self.reader.fields(node, ("observation", "limit", "within"), ("observation", "limit")).fields
        observation = self._observation(fields.get("observation"), (Kind.READINGS,))
        limit = self._limit(fields.get("limit"), observation)
        if observation is None or limit is None:
            return NEVER
        return leaf(observation.id, limit, self._hours(fields.get("within")))

    def _limit(self, node: Node | None, observation: Observation | None) -> Limit | None:
        text = self.reader.text(node)
        if text in self.context:
            if self.context[text].stricter is None and node is not None:
                self.reader.complain(
                    node.position, f"'{text}' is no personal limit", "give it `stricter` in context.yaml"
                )
            return PersonalLimit(text)
        limit = self.reader.quantity(node, observation.unit if observation else None)
        if node is not None and limit is not None and observation and observation.accept:
            lowest, highest = observation.accept
            if not lowest <= limit <= highest:
                self.reader.complain(
                    node.position,
                    "this limit is outside what may be reported",
                    "mend the limit or the range",
                    "no report could ever reach it",
                )
        return limit

    def _at_least(self, node: Node) -> Condition:
        fields = self.reader.fields(node, ("observation", "count", "within"), ("observation", "count")).fields
        observation = self._observation(fields.get("observation"), (Kind.COUNT,))
        count = self.reader.number(fields.get("count"))
        if observation is None or count is None:
            return NEVER
        if count <= 0:
            self.reader.complain(node.position, "a count of nothing", "count from 1", "it would always hold")
        return AtLeast(observation.id, count, self._hours(fields.get("within")))

    def _chosen(self, node: Node) -> Condition:
        fields = self.reader.fields(node, ("observation", "any_of"), ("observation", "any_of")).fields
        observation = self._observation(fields.get("observation"), (Kind.CHOICE,))
        if observation is None:
            return NEVER
        choices = self.reader.ids(fields.get("any_of"), observation.choices, f"choice of {observation.id}")
        return Chosen(observation.id, frozenset(choices))

    def _earlier(self, node: Node) -> Condition:
        fields = self.reader.fields(node, ("observation", "between"), ("observation", "between")).fields
        observation = self._observation(fields.get("observation"), RAISABLE)
        ends = [self._hours(item) for item in self.reader.items(fields.get("between"))]
        if observation is None or len(ends) != 2 or ends[0] is None or ends[1] is None or ends[0] >= ends[1]:
            self.reader.complain(node.position, "a window has two ends", "write between: [12 h, 48 h]")
            return NEVER
        return Earlier(observation.id, ends[0], ends[1])

    def _gained(self, node: Node) -> Condition:
        names = ("observation", "since", "setting")
        fields = self.reader.fields(node, names, names).fields
        observation = self._observation(fields.get("observation"), (Kind.QUANTITY,))
        since = self.reader.id(fields.get("since"), self.context, "context item")
        setting = self.reader.id(fields.get("setting"), self.settings, "setting")
        if observation and since and self.context[since].unit != observation.unit:
            self.reader.complain(
                node.position, "the two weights have different units", "give both the same unit"
            )
        return Gained(observation.id, since, setting) if observation else NEVER

    def _context_is(self, node: Node) -> Condition:
        fields = self.reader.fields(node, tuple(self.context))
        if len(fields.fields) != 1:
            self.reader.complain(node.position, "one context item at a time", "use all: [...] for several")
            return NEVER
        ((id_, value),) = fields.fields.items()
        item = self.context.get(id_)
        if item is None:
            return NEVER
        words = {Kind.YESNO: ("yes", "no", "not_sure"), Kind.CHOICE: item.choices}.get(item.kind, ())
        found = self.reader.ids(value, (*words, "not_asked"), f"answer to {id_}")
        return ContextIs(id_, frozenset(found) - {"not_asked"}, "not_asked" in found)

    def _context_at_most(self, node: Node) -> Condition:
        fields = self.reader.fields(node, ("item", "limit"), ("item", "limit")).fields
        item = self.context.get(self.reader.id(fields.get("item"), self.context, "context item"))
        if item is None or item.kind is not Kind.QUANTITY:
            self.reader.complain(
                node.position, "only a number can be at most something", "use context: {...}"
            )
            return NEVER
        limit = self.reader.quantity(fields.get("limit"), item.unit)
        return NEVER if limit is None else ContextAtMost(item.id, limit)

    def _definition(self, node: Node) -> Condition:
        name = self.reader.id(node, self.definitions, "definition above this place")
        return Named(name, self.definitions[name]) if name else NEVER
