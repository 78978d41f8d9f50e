"""One thing that was looked at, and how it stands."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing stands. Advice leaves the installation fit to serve; missing and wrong do not."""

    OK = "ok"
    ADVICE = "advice"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """``words`` say how it is; ``to_do`` what to do about it, empty when all is well."""

    name: str
    state: State
    words: str
    to_do: str = ""

    @property
    def is_fit(self) -> bool:
        """Whether the installation may serve as far as this goes."""
        return self.state in (State.OK, State.ADVICE)


def ok(name: str, words: str) -> Finding:
    """All is well."""
    return Finding(name, State.OK, words)


def advice(name: str, words: str, to_do: str) -> Finding:
    """It works; something would be better."""
    return Finding(name, State.ADVICE, words, to_do)


def missing(name: str, words: str, to_do: str) -> Finding:
    """It is not there."""
    return Finding(name, State.MISSING, words, to_do)


def wrong(name: str, words: str, to_do: str) -> Finding:
    """It is there and cannot stay so."""
    return Finding(name, State.WRONG, words, to_do)
