"""Errors in a pack are letters to its author: where, what, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a file; lines and columns count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing that is wrong."""

    position: Position
    what: str
    why: str
    todo: str

    def __str__(self) -> str:
        return f"{self.position}: {self.what}\n    why: {self.why}\n    do:  {self.todo}"


class PackError(ValueError):
    """The pack cannot be used; carries every diagnostic that was found."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class Diagnostics:
    """Collects what is wrong while a pack is read, so that the author sees all of it at once."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(self, position: Position, what: str, why: str, todo: str) -> None:
        self._found.append(Diagnostic(position, what, why, todo))

    def raise_if_any(self) -> None:
        if self._found:
            raise PackError(self._found)
