"""Every wording of the pack, read from its files as they are, also while the pack does not compile."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PACK = Path(__file__).resolve().parents[2] / "src" / "aldea" / "protocols" / "aldesleukin"

FOR_THE_PATIENT = {
    "groups": ("title", "intro"),
    "observations": ("question", "hint", "amount_question", "amount_question_again", "patient_name"),
    "context": ("patient_name",),
    "advice": ("patient",),
    "rules": ("patient",),
}
FOR_THE_TEAM = {
    "observations": ("name", "team_question"),
    "context": ("name", "question", "help"),
    "advice": ("team",),
    "rules": ("team",),
}


@dataclass(frozen=True)
class Wording:
    """One text of the pack and where it stands."""

    where: str
    text: str


@cache
def entries(section: str) -> list[dict[str, Any]]:
    """The entries of one section of the pack, as YAML reads them."""
    file = "observations" if section == "groups" else section
    tree = yaml.load((PACK / f"{file}.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    found: list[dict[str, Any]] = tree[section]
    return found


def patient_words() -> list[Wording]:
    """What a patient may read: questions, answers, reasons, advice and the pages of the topics."""
    return [*_fields(FOR_THE_PATIENT), *_choices("observations"), *_topics()]


def team_words() -> list[Wording]:
    """What the team reads or says."""
    return [*_fields(FOR_THE_TEAM), *_choices("context"), *reading_words()]


def reading_words() -> list[Wording]:
    """How the leaflet is understood, as the rulebook shows it."""
    text = (PACK / "readings.md").read_text(encoding="utf-8")
    parts = re.split(r"^## (\d+)\. ", text, flags=re.MULTILINE)
    numbered = zip(parts[1::2], parts[2::2], strict=True)
    return [Wording(f"reading {number}", words) for number, words in numbered]


def _fields(sections: dict[str, tuple[str, ...]]) -> Iterator[Wording]:
    for section, keys in sections.items():
        for entry in entries(section):
            for key in keys:
                if entry.get(key):
                    yield Wording(f"{section} {entry['id']} {key}", entry[key])


def _choices(section: str) -> Iterator[Wording]:
    for entry in entries(section):
        for choice, label in entry.get("choice_labels", {}).items():
            yield Wording(f"{section} {entry['id']} {choice}", label)


def _topics() -> Iterator[Wording]:
    """The title and the page of each topic, without its marks."""
    for path in sorted((PACK / "topics").glob("*.md")):
        _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = yaml.load(head, Loader=yaml.BaseLoader)  # noqa: S506
        yield Wording(f"topic {path.stem} title", fields["title"])
        yield Wording(f"topic {path.stem} theme", fields["theme"])
        yield Wording(f"topic {path.stem}", _without_marks(body))


def _without_marks(page: str) -> str:
    """A page as it is read: no statement ids, signs of headings, bullets, bold type or links."""
    plain = re.sub(r"<!--.*?-->", "", page, flags=re.DOTALL)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", plain)
    lines = (re.sub(r"^\s*(#+|[-*]|\d+\.) +", "", line).replace("**", "") for line in plain.splitlines())
    return "\n".join(line for line in lines if line.strip())
