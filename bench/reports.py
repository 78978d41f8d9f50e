"""Reports to measure with: made up by rule, always the same for the same seed."""

import json
import random
from collections.abc import Iterator

from aldea.language.pack import Kind, Observation
from aldea.packs import load_pack

YES_IN_A_HUNDRED = 6
ASKED_IN_A_HUNDRED = 85


def lines(count: int, seed: int = 2026) -> Iterator[str]:
    """Give `count` reports as JSON Lines: most people mostly well, some things not asked, some not sure."""
    chance = random.Random(seed)  # noqa: S311  to vary reports, not to keep a secret
    observations = list(load_pack("aldesleukin").observations.values())
    for number in range(count):
        asked = [item for item in observations if chance.randrange(100) < ASKED_IN_A_HUNDRED]
        yield json.dumps(
            {
                "id": f"r{number}",
                "at": f"2026-11-{1 + number % 28:02}T09:00:00Z",
                "context": {"route": "subcutaneous", "phase": "during", "in_hospital": False},
                "observations": {item.id: _answer(item, chance) for item in asked},
            }
        )


def _answer(item: Observation, chance: random.Random) -> object:
    noticed = chance.randrange(100) < YES_IN_A_HUNDRED
    match item.kind:
        case Kind.YESNO:
            return "unsure" if noticed and chance.randrange(4) == 0 else noticed
        case Kind.READINGS:
            return chance.randrange(355, 395) / 10 if noticed else 36.8
        case Kind.COUNT | Kind.AMOUNT:
            return chance.randrange(1, 6) if noticed else 0
        case Kind.QUANTITY:
            return _within(item, chance)
        case Kind.CHOICE:
            return chance.choice(item.choices) if noticed else item.choices[0]
        case Kind.TEXT:
            return "Something else that is new" if noticed else ""


def _within(item: Observation, chance: random.Random) -> int:
    lowest, highest = item.accept or (0, 1)
    middle = int(lowest + highest) // 2
    return middle + chance.randrange(3)
