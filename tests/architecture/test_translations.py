"""Every text that a person reads goes through gettext, and extraction finds them all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from tools.extract_messages import CATALOGUE, SOURCE, catalogue

TEMPLATES = sorted(SOURCE.rglob("*.html"))
WEB = ("rulebook", "people", "reports", "alerts", "site")
NOT_FOR_PEOPLE = re.compile(
    r"site/(settings|environment|variables|metrics|checks|logs|demo_people|demo_data|demo_settings|demo_reports|demo_calls|jinja)\.py|/(migrations|management|design|deployment)/|due_settings\.py"
)
WRAPPERS = {"_", "gettext", "gettext_lazy", "lazy", "ngettext", "ngettext_lazy", "pgettext"}
SENTENCE = re.compile(r"^[A-Z][a-z]+(?: [\w%“(]|[.?!]$)")
"""What a text for a reader looks like: it begins with a capital and goes on, or ends like a sentence."""

SAID_ALOUD = re.compile(r'\b(?:aria-label|alt|placeholder|title)="([^"{]*[A-Za-z]{2}[^"{]*)"')
WORDS = re.compile(r"[A-Za-z]{2,}")
ALLOWED_BARE = {"Aldea", "DOCTYPE"}
MODULES = [
    path
    for floor in WEB
    for path in sorted((SOURCE / floor).rglob("*.py"))
    if not NOT_FOR_PEOPLE.search(path.as_posix())
]
JINJA = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


def bare_texts(template: str) -> list[str]:
    """Texts of a template that stand outside a call to gettext."""
    plain = " ".join(text for _line, kind, text in JINJA.lex(template) if kind == "data")
    found = SAID_ALOUD.findall(plain)
    plain = re.sub(r"<!--.*?-->|<svg.*?</svg>|<[^>]*>", "\n", plain, flags=re.DOTALL)
    plain = re.sub(r"&[a-z]+;", " ", plain)
    found += [line.strip() for line in plain.splitlines() if set(WORDS.findall(line)) - ALLOWED_BARE]
    return found


def unwrapped_constants(template: str) -> list[str]:
    """Sentences that stand as constants in the expressions of a template, outside a call to gettext."""
    tree = JINJA.parse(template)
    inside = {
        id(part)
        for call in tree.find_all(nodes.Call)
        if _is_wrapper(call)
        for part in call.find_all(nodes.Const)
    }
    return [
        const.value
        for const in tree.find_all(nodes.Const)
        if isinstance(const.value, str) and SENTENCE.match(const.value) and id(const) not in inside
    ]


def _is_wrapper(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name in WRAPPERS


def unwrapped_strings(source: str) -> list[str]:
    """Sentences of a module: no docstrings, nothing in a call to gettext, nothing that the program raises."""
    tree = ast.parse(source)
    spared = {id(part) for spared in _spared(tree) for part in ast.walk(spared)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and SENTENCE.match(node.value)
        and id(node) not in spared
    ]


def _spared(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert():
                yield node
            case ast.Call(func=ast.Name(id=name)) if name in WRAPPERS or name == "getattr":
                yield node
            case ast.Call(func=ast.Attribute(attr=name)) if name in WRAPPERS or name == "__init__":
                yield node


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_template_has_no_text_of_its_own(path: Path) -> None:
    template = path.read_text(encoding="utf-8")
    assert bare_texts(template) == []
    assert unwrapped_constants(template) == []


@pytest.mark.parametrize(
    "path",
    MODULES,
    ids=lambda path: path.relative_to(SOURCE).as_posix(),
)
def test_a_module_has_no_sentence_outside_gettext(path: Path) -> None:
    assert unwrapped_strings(path.read_text(encoding="utf-8")) == []


def test_the_catalogue_is_that_of_these_sources() -> None:
    with CATALOGUE.open("rb") as kept:
        written = {message.id for message in read_po(kept) if message.id}
    found = {message.id for message in catalogue() if message.id}
    assert written == found, "words have changed: .venv/bin/python -m tools.extract_messages"


def test_a_text_that_was_forgotten_is_found() -> None:
    assert bare_texts("<p>Call now</p>") == ["Call now"]
    assert bare_texts('<a aria-label="Call now">{{ _("Call") }}</a>') == ["Call now"]
    assert bare_texts('<p>{{ _("Call now") }}</p>') == []
    assert unwrapped_constants('{{ button({"text": "Call now"}) }}') == ["Call now"]
    assert unwrapped_constants('{{ button({"text": _("Call now")}) }}') == []
    assert unwrapped_strings('label = "Call now"') == ["Call now"]
    assert unwrapped_strings('label = _("Call now")') == []
