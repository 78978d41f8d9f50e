"""The card for the wallet: which treatment this is, what to do with a fever, whom to call."""

from dataclasses import asdict, dataclass
from datetime import datetime

from aldea.exports.pdf import compile_pdf


@dataclass(frozen=True, slots=True)
class CardWords:
    """Everything that is printed on the card, in words. ``signs`` are those of an emergency."""

    title: str
    treatment: str
    call_when: str
    signs_title: str
    signs: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    name_label: str
    number_label: str
    for_professionals: str
    fold: str


def card_pdf(words: CardWords, at: datetime) -> bytes:
    """The card on a sheet of A4, two sides beside each other with a line to fold."""
    return compile_pdf("alert_card.typ", asdict(words), at)
