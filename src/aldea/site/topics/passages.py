"""The texts of a page in pieces that can be read alone: a sentence, a heading, or a point of a list."""

import re
from collections.abc import Iterator
from enum import Enum

from markdown_it import MarkdownIt

NUMBER = "{hospital_number}"
_markdown = MarkdownIt("commonmark", {"html": False})
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z]|[0-9])")


class Place(Enum):
    """Where a piece stands on its page."""

    HEADING = "heading"
    SENTENCE = "sentence"
    POINT = "point"


def with_number(text: str, number: str) -> str:
    """The text with the hospital's number, which never breaks over two lines."""
    return text.replace(NUMBER, number.replace(" ", "\N{NO-BREAK SPACE}"))


def passages_of(markdown: str, number: str) -> Iterator[str]:
    """Each piece, in order."""
    return (text for text, _ in marked_passages_of(markdown, number))


def marked_passages_of(markdown: str, number: str) -> Iterator[tuple[str, Place]]:
    """Each piece and where it stands. A point of a list stays whole, since a sign and what to do are one.

    A question stays with its answer for the same reason.
    """
    inside_list, heading = 0, False
    for token in _markdown.parse(with_number(markdown, number)):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            inside_list += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            inside_list -= 1
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type == "inline":
            parts = (_plain(child.type, child.content) for child in token.children or ())
            text = " ".join("".join(parts).split())
            if inside_list:
                yield text, Place.POINT
            elif heading:
                yield text, Place.HEADING
            else:
                yield from ((sentence, Place.SENTENCE) for sentence in _sentences(text))


def _plain(kind: str, content: str) -> str:
    return " " if kind in ("softbreak", "hardbreak") else content


def _sentences(text: str) -> Iterator[str]:
    held = ""
    for part in _SENTENCE_END.split(text):
        held = f"{held} {part}".strip()
        if not held.endswith("?"):
            yield held
            held = ""
    if held:
        yield held
