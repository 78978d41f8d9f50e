"""How close a word that somebody typed is to a word of the pages. Pure; both words are folded already."""

from difflib import SequenceMatcher

SAME = 1.0
SAME_STEM = 0.9
BEGINNING = 0.75
LONGER = 0.65
MISSPELLED_LONG = 0.7
MISSPELLED = 0.6
ONLY_ALIKE = 0.58
"""A short word with another letter in it, or another first one: it counts where nothing is closer."""
FAR_OFF = 0.55
"""Another spelling of a long word, such as 'diarea' for 'diarrhoea'; it counts where nothing is closer."""

SHORTEST_STEM = 3
SHORTEST_BEGINNING = 4
SHORTEST_FORGIVEN = 4
"""Shorter words are not forgiven a letter: 'leg' would be 'log', 'peg' and 'led'."""

LONG = 7
SHORTEST_FAR_OFF = 6
ALIKE = 0.8
ENDINGS = frozenset({"s", "es", "d", "ed", "y", "ly", "er", "r", "n", "en"})
SHORT_ENDINGS = frozenset({"s", "es", "d", "ed"})
"""Those of a stem of three letters: pees, but no peels, and no legend."""
LONGEST_ENDING = 4


def closeness(typed: str, word: str) -> float:
    """From 0, another word, to 1, the same word."""
    if typed == word:
        return SAME
    if shares_a_stem(typed, word):
        return SAME_STEM
    if len(typed) >= SHORTEST_BEGINNING and word.startswith(typed):
        return BEGINNING
    return max(_longer(typed, word), _longer(word, typed), misspelling(typed, word))


def shares_a_stem(typed: str, word: str) -> bool:
    """Whether one is the other with a short ending."""
    short, long = sorted((typed, word), key=len)
    if len(short) < SHORTEST_STEM or not long.startswith(short):
        return False
    ending = long[len(short) :]
    return ending in (SHORT_ENDINGS if len(short) == SHORTEST_STEM else ENDINGS)


def misspelling(typed: str, word: str) -> float:
    """How far the typed word may be a misspelling of the other; 0 where it is none."""
    if min(len(typed), len(word)) >= SHORTEST_FORGIVEN and is_one_edit(typed, word):
        if len(word) >= LONG:
            return MISSPELLED_LONG
        return ONLY_ALIKE if _is_only_alike(typed, word) else MISSPELLED
    if min(len(typed), len(word)) >= SHORTEST_FAR_OFF:
        compared = SequenceMatcher(None, typed, word, autojunk=False)
        if compared.real_quick_ratio() >= ALIKE and compared.quick_ratio() >= ALIKE:
            return FAR_OFF if compared.ratio() >= ALIKE else 0.0
    return 0.0


def is_one_edit(one: str, other: str) -> bool:
    """Whether one letter added, left out or changed, or two neighbours swapped, makes one the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1 or one == other:
        return False
    place = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[place:] == long[place + 1 :]
    if short[place + 1 :] == long[place + 1 :]:
        return True
    swapped = short[place : place + 2] == long[place : place + 2][::-1]
    return swapped and short[place + 2 :] == long[place + 2 :]


def _is_only_alike(typed: str, word: str) -> bool:
    """Whether another short word is as likely as a slip: 'hart' is rather 'heart' than 'hard' or 'start'."""
    if len(typed) >= SHORTEST_FAR_OFF or sorted(typed) == sorted(word):
        return False
    return len(typed) == len(word) or typed[0] != word[0]


def _longer(typed: str, word: str) -> float:
    """The typed word is the other one and more: 'sickness' for 'sick'."""
    more = len(typed) - len(word)
    if len(word) >= SHORTEST_FORGIVEN and 0 < more <= LONGEST_ENDING and typed.startswith(word):
        return LONGER
    is_doing_it = len(word) == SHORTEST_STEM and typed == f"{word}ing"
    return LONGER if is_doing_it else 0.0
