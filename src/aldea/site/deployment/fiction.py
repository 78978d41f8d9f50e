"""Telephone numbers that Ofcom keeps for drama. They stand in examples, and nobody ever answers them."""

import re

AREAS_IN_DRAMA = (
    "1134960", "1144960", "1154960", "1164960", "1174960", "1184960", "1214960", "1314960", "1414960",
    "1514960", "1614960", "1632960", "1914980", "2079460", "2896496", "2920180", "3069990", "7700900",
    "8081570", "9098790",
)  # fmt: skip


def is_fiction(number: str) -> bool:
    """Whether a telephone number of the United Kingdom is from the ranges that are kept for drama."""
    digits = re.sub(r"\D", "", number)
    national = digits.removeprefix("0044").removeprefix("44").removeprefix("0")
    return national.startswith(AREAS_IN_DRAMA)
