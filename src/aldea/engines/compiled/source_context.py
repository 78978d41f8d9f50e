"""Writes the part of `look(report)` that turns context into facts."""

from __future__ import annotations

from collections.abc import Iterator

from aldea.engines.compiled.layout import Layout
from aldea.engines.compiled.words import in_words
from aldea.language.conditions import AtLeast, ContextAtMost, ContextIs
from aldea.language.pack import Kind

CONTEXT_LOOP = """
    for id_, answer in context.items():
        if answer is NO:
            seen ^= CONTEXT_NO[id_]
        elif answer is YES:
            seen ^= CONTEXT_YES[id_]
        elif answer is NOT_SURE:
            seen ^= CONTEXT_UNSURE[id_]
        elif answer.__class__ is Choice:
            seen ^= CONTEXT_CHOICE[id_, answer.id]
        elif answer.__class__ is Number:
            seen ^= CONTEXT_NUMBER[id_]
""".strip("\n")


def context_lines(layout: Layout) -> Iterator[str]:
    """Context facts: what holds while nothing was asked, less or more what each answer changes."""
    yield f"    seen = {_start(layout):#x}"
    yield CONTEXT_LOOP
    for leaf in layout.every_leaf():
        if isinstance(leaf, ContextAtMost):
            top, bottom = leaf.limit.numerator, leaf.limit.denominator
            yield f"    answer = context.get({leaf.item!r})  # {in_words(leaf)}"
            yield "    if answer.__class__ is Number:"
            yield f"        if answer.value.numerator * {bottom} <= {top} * answer.value.denominator:"
            yield f"            seen |= {layout.fact(leaf):#x}"


def _start(layout: Layout) -> int:
    start = 0
    for item in layout.pack.context:
        start |= context_state(layout, item, None)
    for leaf in layout.every_leaf():
        if isinstance(leaf, AtLeast):
            accept = layout.pack.observations[leaf.observation].accept
            if leaf.count <= 0 or accept is None or accept[0] < 0:
                start |= layout.fact("measured", leaf.observation)
    return start


def context_state(layout: Layout, item: str, answer: str | None) -> int:
    """The facts about one context item: `answer` is yes, no, not_sure, a choice, '#' (a number) or None."""
    found = 0
    kind = layout.pack.context[item].kind
    unknown = answer is None or (answer == "not_sure" and kind is not Kind.YESNO)
    for leaf in layout.every_leaf():
        match leaf:
            case ContextIs(id_, values, counts) if id_ == item:
                found |= layout.fact(leaf) if (counts if unknown else answer in values) else 0
                for opening in layout.openings(leaf):
                    found |= opening.fact if unknown else 0
            case ContextAtMost(id_) if id_ == item:
                for opening in layout.openings(leaf):
                    found |= opening.fact if answer != "#" else 0
            case _:
                pass
    return found


def context_table_lines(layout: Layout) -> Iterator[str]:
    """For each answer to a context item the bits that it turns, as seen from 'not asked'."""
    answers = {"CONTEXT_YES": "yes", "CONTEXT_NO": "no", "CONTEXT_UNSURE": "not_sure", "CONTEXT_NUMBER": "#"}
    unasked = {id_: context_state(layout, id_, None) for id_ in layout.pack.context}
    for table, answer in answers.items():
        yield f"{table} = Table({{"
        for id_, before in unasked.items():
            yield f"    {id_!r}: {before ^ context_state(layout, id_, answer):#x},"
        yield "})"
    yield "CONTEXT_CHOICE = Table({"
    for id_, before in unasked.items():
        for choice in layout.pack.context[id_].choices:
            yield f"    {(id_, choice)!r}: {before ^ context_state(layout, id_, choice):#x},"
    yield "})"
