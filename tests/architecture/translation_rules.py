"""How translations are asked for. Each rule gives `line: what` for each breach."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "aldea"
TRANSLATING = frozenset(
    {"_", "lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}
)
PLURALS = frozenset({"ngettext", "ngettext_lazy"})
SPOKEN_KEYS = re.compile(r"(text|html|label|caption|legend|title|message)$", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]{2,}")

ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"])  # noqa: S701  it parses, and renders nothing


def bare_words_in_its_expressions(text: str) -> Iterator[str]:
    """A literal that a template hands to a component as words to show."""
    yield from _bare(ENVIRONMENT.parse(text), spoken=False)


def _bare(node: nodes.Node, *, spoken: bool) -> Iterator[str]:
    if _is_translation(node):
        return
    if spoken and isinstance(node, nodes.Const) and LETTERS.search(str(node.value)):
        yield f"{node.lineno}: {node.value}"
    for child in node.iter_child_nodes():
        if isinstance(node, nodes.Pair):
            spoken = isinstance(node.key, nodes.Const) and bool(SPOKEN_KEYS.search(str(node.key.value)))
            yield from _bare(child, spoken=spoken and child is node.value)
        else:
            # What a filter, a test or an address takes is no text, however deep it stands in one.
            plain = isinstance(node, nodes.Call | nodes.Filter | nodes.Test | nodes.Getitem | nodes.Compare)
            yield from _bare(child, spoken=spoken and not plain)


def _is_translation(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATING
    )


def _called(node: ast.Call) -> str:
    function = node.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def words_no_extraction_finds(tree: ast.Module) -> Iterator[str]:
    """A translation of something that is not a plain literal."""
    for node in _translations(tree):
        if not node.args or _literal(node.args[0]) is None:
            yield f"{node.lineno}: {ast.unparse(node)[:60]}"


def hidden_translations(tree: ast.Module) -> Iterator[str]:
    """A translating function under a name that the extraction does not know."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for alias in node.names:
                if "gettext" in alias.name and (alias.asname or alias.name) not in TRANSLATING:
                    yield f"{node.lineno}: {alias.name} as {alias.asname}"


def translated_too_early(tree: ast.Module) -> Iterator[str]:
    """A translation at import, when nobody has asked yet in which language."""
    eager = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in TRANSLATING and not alias.name.endswith("_lazy")
    }
    inside = {
        id(call)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.Lambda)
        for call in ast.walk(function)
    }
    for node in _translations(tree):
        if _called(node) in eager and id(node) not in inside:
            yield f"{node.lineno}: {ast.unparse(node)[:60]}"


def translated_in_code(tree: ast.Module) -> set[str]:
    """Every text that the code translates, as the parser of the language sees it."""
    return {
        text
        for node in _translations(tree)
        for argument in node.args[: 2 if _called(node) in PLURALS else 1]
        if (text := _literal(argument)) is not None
    }


def translated_in_a_template(text: str) -> set[str]:
    """Every text that a template translates, as the parser of the templates sees it."""
    return {
        argument.value
        for call in ENVIRONMENT.parse(text).find_all(nodes.Call)
        if _is_translation(call)
        for argument in call.args[: 2 if getattr(call.node, "name", "") in PLURALS else 1]
        if isinstance(argument, nodes.Const)
    }


def unread_translations_of_a_template(text: str) -> Iterator[str]:
    """A translation in a template of something that is not a plain literal."""
    for call in ENVIRONMENT.parse(text).find_all(nodes.Call):
        if _is_translation(call) and not (call.args and isinstance(call.args[0], nodes.Const)):
            yield f"{call.lineno}: not a plain text"


def _translations(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in TRANSLATING:
            yield node


def _literal(node: ast.expr) -> str | None:
    value: Any = node.value if isinstance(node, ast.Constant) else None
    return value if isinstance(value, str) else None
