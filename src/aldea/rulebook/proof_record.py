"""What was proved of a pack, kept beside it: `aldea pack prove` writes it, pages and booklet show it.

The solver itself is no part of an installation; what it found is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from aldea.language.pack import Pack
from aldea.rulebook.speech import Gettext

NOBODY = "nobody"
"""Who has approved the readings, while nobody has."""


def property_words(gettext: Gettext) -> dict[str, str]:
    """What each property says, in the order in which it is shown."""
    return {
        "total": gettext(
            "Every report has exactly one urgency, one advice that agrees with it, and an explanation."
        ),
        "floor": gettext("Each finding has at least its level, whatever else is reported."),
        "ceiling": gettext("Each finding alone has no more than its level."),
        "nothing-adds-up": gettext(
            "The urgency is that of the most urgent finding, never lower and never higher."
        ),
        "reason": gettext("Each finding names its statements as reasons, also beside a graver one."),
        "no-other-reason": gettext("A statement is a reason only where a finding or an advice calls for it."),
        "worse-is-never-milder": gettext("One answer that gets worse never makes the urgency lower."),
        "silence-never-reassures": gettext("What is not answered is never milder than a harmless answer."),
        "a-looser-limit-never-applies": gettext(
            "A personal limit that is looser than the leaflet's changes nothing."
        ),
        "asking": gettext(
            "What is asked is exactly what a higher urgency could hang on, and what the readings name."
        ),
        "reassurance": gettext("No advice that reassures is given beside an answer that asks something."),
        "advice": gettext("Each advice is given exactly where a finding or a circumstance calls for it."),
        "no-contradiction": gettext("No advice is given beside one that wins over it."),
        "telephone": gettext(
            "On the ward never a telephone number; off it always one, from “contact hospital” up."
        ),
        "every-rule-can-fire": gettext("Each rule fires on some report."),
        "no-rule-is-idle": gettext("Each rule alone decides something on some report."),
        "edges": gettext("Each limit stands exactly where the readings put it, seen from both sides."),
    }


@dataclass(frozen=True, slots=True)
class ProofRecord:
    """One run in which everything was proved. `properties` and `rules` count the claims by property."""

    pack_id: str
    pack_version: str
    pack_digest: str
    readings_digest: str
    approved_by: str
    solver: str
    proved_on: date
    properties: Mapping[str, int]
    rules: Mapping[str, Mapping[str, int]]

    @property
    def claims(self) -> int:
        return sum(self.properties.values())

    def is_of(self, pack: Pack) -> bool:
        """Whether it is about this very pack, byte by byte."""
        return self.pack_digest == pack.digest

    def as_dict(self) -> dict[str, Any]:
        return {
            "pack": {"id": self.pack_id, "version": self.pack_version, "digest": self.pack_digest},
            "readings": {"digest": self.readings_digest, "approved_by": self.approved_by},
            "solver": self.solver,
            "proved_on": self.proved_on.isoformat(),
            "properties": dict(self.properties),
            "rules": {rule: dict(counts) for rule, counts in self.rules.items()},
        }


def record_path(pack_id: str) -> Path:
    """Where the record of a pack stands: beside the protocols."""
    return Path(str(files("aldea.protocols").joinpath(f"{pack_id}.proofs.json")))


def read_record(pack: Pack) -> ProofRecord | None:
    """The record of a pack; None where nothing was ever proved. It may be of another digest: see `is_of`."""
    path = record_path(pack.id)
    if not path.is_file():
        return None
    found = json.loads(path.read_text(encoding="utf-8"))
    return ProofRecord(
        pack_id=found["pack"]["id"],
        pack_version=found["pack"]["version"],
        pack_digest=found["pack"]["digest"],
        readings_digest=found["readings"]["digest"],
        approved_by=found["readings"]["approved_by"],
        solver=found["solver"],
        proved_on=date.fromisoformat(found["proved_on"]),
        properties=found["properties"],
        rules=found["rules"],
    )


def as_text(record: ProofRecord) -> str:
    """The record as it is kept."""
    return json.dumps(record.as_dict(), indent=1, ensure_ascii=False) + "\n"
