"""The words of a PDF, page by page, as a program that reads it aloud or copies it would find them.

It reads the documents that we print, and no others: their letters are numbered by the fonts, two bytes each.
"""

import re
import zlib
from collections.abc import Iterator

OBJECT = re.compile(rb"(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
PIECE = re.compile(rb"/(\w+) [\d.]+ Tf|[()]|<([0-9A-Fa-f]+)>(?=[^\[\]]*\]\s*TJ)|\\.", re.DOTALL)
SHOWN_AFTER = [bytes([letter]) for letter in b"[)m0123456789."]
"""What ends before a string that is shown: an array, a kerning, or the operator Tm; never a name."""

ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pages_of(document: bytes) -> list[str]:
    """What each page says, without any space: where a line ends is no part of the words."""
    objects = {int(number): body for number, body in OBJECT.findall(document)}
    order = re.search(rb"/Type/Pages/Count \d+/Kids\[([^\]]*)\]", document)
    assert order is not None, "the document has no pages"
    return [close("".join(_said(objects[page], objects))) for page in _references(order.group(1))]


def close(words: str) -> str:
    """Words without any space or place to break."""
    return re.sub(r"[\s\u200b]+", "", words)


def _references(text: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"(\d+) 0 R", text)]


def _opened(body: bytes) -> bytes:
    head, _word, content = body.partition(b"stream\n")
    return zlib.decompressobj().decompress(content) if b"/FlateDecode" in head else content


def _named(name: bytes, body: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found is not None, f"the document has no {name.decode()} here"
    return int(found.group(1))


def _letters(font: bytes, objects: dict[int, bytes]) -> dict[bytes, str]:
    table = _opened(objects[_named(b"ToUnicode", font)])
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", table.split(b"endcodespacerange")[1])
    return {
        bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs
    }


def _said(page: bytes, objects: dict[int, bytes]) -> Iterator[str]:
    fonts = re.search(rb"/Font<<(.*?)>>", objects[_named(b"Resources", page)])
    named = re.findall(rb"/(\w+) (\d+) 0 R", fonts.group(1)) if fonts else []
    known = {name: _letters(objects[int(number)], objects) for name, number in named}
    letters: dict[bytes, str] = {}
    for font, codes in _shown(_opened(objects[_named(b"Contents", page)])):
        if font:
            letters = known[font]
        else:
            yield "".join(letters[codes[at : at + 2]] for at in range(0, len(codes), 2))


def _shown(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each choice of a font, and each string; within a string brackets stand in pairs, or are escaped."""
    depth = start = 0
    for found in PIECE.finditer(content):
        piece = found.group(0)
        if piece == b"(":
            start = start if depth else found.end()
            depth += 1
        elif piece == b")":
            depth -= 1
            if not depth and content[start - 2 : start - 1] in SHOWN_AFTER:
                yield b"", _plain(content[start : found.start()])
        elif not depth and found.group(1):
            yield found.group(1), b""
        elif not depth and found.group(2):
            yield b"", bytes.fromhex(found.group(2).decode())


def _plain(literal: bytes) -> bytes:
    def letter(found: re.Match[bytes]) -> bytes:
        escaped = found.group(1)
        return bytes([int(escaped, 8)]) if escaped.isdigit() else ESCAPES.get(escaped, escaped)

    return re.sub(rb"\\([0-7]{1,3}|.)", letter, literal, flags=re.DOTALL)
