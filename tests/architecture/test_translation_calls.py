"""Translations are asked for so that the extraction finds them, and when the language is known."""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.translation_rules import (
    SOURCE,
    bare_words_in_its_expressions,
    hidden_translations,
    translated_in_a_template,
    translated_in_code,
    translated_too_early,
    unread_translations_of_a_template,
    words_no_extraction_finds,
)
from tools.extract_messages import catalogue

ROOMS = ("rulebook", "audit", "people", "reports", "alerts", "site")
TEMPLATES = sorted(SOURCE.rglob("*.html"))
MODULES = sorted(module for room in ROOMS for module in (SOURCE / room).rglob("*.py"))


def breaches(rule: Callable[[str], Iterator[str]]) -> list[str]:
    return [
        f"{page.relative_to(SOURCE)}:{breach}"
        for page in TEMPLATES
        for breach in rule(page.read_text(encoding="utf-8"))
    ]


def parsed(module: Path) -> ast.Module:
    return ast.parse(module.read_text(encoding="utf-8"))


def breaches_of_code(rule: Callable[[ast.Module], Iterator[str]]) -> list[str]:
    return [f"{module.relative_to(SOURCE)}:{breach}" for module in MODULES for breach in rule(parsed(module))]


def test_no_template_hands_a_word_of_its_own_to_a_component() -> None:
    assert len(TEMPLATES) > 30
    assert breaches(bare_words_in_its_expressions) == []


def test_what_is_translated_is_a_plain_text_that_extraction_can_read() -> None:
    assert breaches_of_code(words_no_extraction_finds) == []
    assert breaches(unread_translations_of_a_template) == []
    assert breaches_of_code(hidden_translations) == []


def test_nothing_is_translated_before_the_language_is_known() -> None:
    assert breaches_of_code(translated_too_early) == []


def test_the_extraction_finds_every_text_that_is_translated() -> None:
    found: set[str] = set()
    for message in catalogue():
        found.update([message.id] if isinstance(message.id, str) else message.id)
    wanted = set().union(*(translated_in_code(parsed(module)) for module in MODULES))
    wanted |= set().union(*(translated_in_a_template(page.read_text(encoding="utf-8")) for page in TEMPLATES))
    assert len(wanted) > 200
    assert wanted - found == set()


def test_a_bare_word_for_a_component_is_seen() -> None:
    assert list(bare_words_in_its_expressions('{{ button({"text": "Send"}) }}')) != []
    assert list(bare_words_in_its_expressions('{{ b({"text": _("Send"), "classes": "nhsuk-a b-c"}) }}')) == []
    assert list(bare_words_in_its_expressions('{{ b({"label": {"classes": "nhsuk-a"}}) }}')) == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (words_no_extraction_finds, "_(words)"),
        (words_no_extraction_finds, '_(f"Enter {number}.")'),
        (translated_too_early, 'from django.utils.translation import gettext as _\nWORDS = _("Enter it.")'),
        (hidden_translations, "from django.utils.translation import gettext as say"),
    ],
)
def test_a_breach_in_code_is_seen(rule: Callable[[ast.Module], Iterator[str]], code: str) -> None:
    assert list(rule(ast.parse(code))) != []
