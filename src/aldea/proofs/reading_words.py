"""What can be said of one observation in readings.yaml, in words that a clinician writes."""

from __future__ import annotations

import re
from fractions import Fraction

from aldea.language.pack import Observation, Pack
from aldea.packs.reader import Reader
from aldea.packs.yaml_tree import Node, Scalar
from aldea.proofs.readings import Test, Word

PLAIN_WORDS = {
    "raised": Word.RAISED,
    "yes": Word.YES,
    "not sure": Word.NOT_SURE,
    "declined": Word.NOT_SURE,
    "no reading": Word.NO_READING,
}
HOW_TO = (
    "write raised, yes, not sure, declined, no reading, over 37.5 Cel in 24 h, 2 or more in 24 h, "
    "raised 12 to 48 h ago, gained SETTING since ITEM, or a choice"
)
_LIMIT = re.compile(r"(over|under) (\S+(?: \S+)?)(?: in (\S+) h)?$")
_COUNT = re.compile(r"(\S+) or more(?: in (\S+) h)?$")
_EARLIER = re.compile(r"raised (\S+) to (\S+) h ago$")
_GAINED = re.compile(r"gained (\S+) since (\S+)$")


def read_test(observation: Observation, text: str, node: Node, pack: Pack, reader: Reader) -> Test | None:
    """What a text says of an observation; None with a complaint where it says nothing."""
    id_ = observation.id
    if text in PLAIN_WORDS:
        return Test(id_, PLAIN_WORDS[text], text)
    if text in observation.choices:
        return Test(id_, Word.CHOSEN, text, choice=text)
    if match := _LIMIT.match(text):
        word = Word.OVER if match[1] == "over" else Word.UNDER
        own = match[2] if match[2] in pack.context else ""
        limit = None if own else reader.quantity(Scalar(match[2], node.position), observation.unit)
        return Test(id_, word, text, limit or Fraction(0), _since(match[3], node, reader), own)
    if match := _COUNT.match(text):
        count = reader.number(Scalar(match[1], node.position)) or Fraction(1)
        return Test(id_, Word.AT_LEAST, text, count, _since(match[2], node, reader))
    if match := _EARLIER.match(text):
        youngest, oldest = (reader.number(Scalar(end, node.position)) for end in match.groups())
        return Test(id_, Word.EARLIER, text, window=(youngest or Fraction(0), oldest or Fraction(0)))
    if match := _GAINED.match(text):
        setting = reader.id(Scalar(match[1], node.position), pack.settings, "setting")
        since = reader.id(Scalar(match[2], node.position), pack.context, "context item")
        return Test(id_, Word.GAINED, text, since=since, setting=setting)
    reader.complain(node.position, f"'{text}' says nothing of {id_}", HOW_TO)
    return None


def _since(hours: str | None, node: Node, reader: Reader) -> tuple[Fraction, Fraction] | None:
    if hours is None:
        return None
    return Fraction(0), reader.number(Scalar(hours, node.position)) or Fraction(0)
