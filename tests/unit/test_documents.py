"""Printed documents: made of values, accessible, the same for the same values."""

import re
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from aldea.exports.alert_card import CardWords, card_pdf
from aldea.exports.printable import RANGES, printable_text
from aldea.exports.summary import Summary, SummaryPlot, SummaryReport, SummarySeries, summary_pdf
from tests.unit.pdf_words import pages_of

AT = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)
CARD = CardWords(
    title="Treatment alert card",
    treatment="I have treatment with aldesleukin",
    call_when="Call 020 7946 0123 straight away if your temperature is above 37.5 °C.",
    signs_title="Call 999 first for any of these",
    signs=("Collapse", "Heavy bleeding"),
    numbers=(("24-hour number", "020 7946 0123"),),
    name_label="My name:",
    number_label="My hospital number:",
    for_professionals="To doctors: call the 24-hour number.",
    fold="Cut, fold and carry it.",
)
PLOT = SummaryPlot(
    width=640,
    height=280,
    left=76,
    right=576,
    bottom=236,
    dots=((84, 200, False), (568, 40, True)),
    ticks=((236, "36.0"), (100, "37.0")),
    days=((84, "23 Nov"), (568, "24 Nov")),
    limits=(60,),
    limit_labels=((60, "37.5"),),
)
LABELS = ("reports", "when", "sent", "urgency", "answers", "decided", "none", "same", "beyond")
SUMMARY = Summary(
    title="Reports of Ada Example",
    who=(("Name", "Ada Example"), ("Born", "3 February 1970")),
    period="Made 24 November 2026.",
    note="Not approved for clinical use.",
    reports=(
        SummaryReport("24 November 2026", "Ada Example", "Hospital now", ("Temperature: 37.6 °C",), "Sent"),
    ),
    series=(
        SummarySeries("Temperature", "°C", ("Upper limit 37.5",), PLOT, (("24 November", "37.6"),)),
        SummarySeries("Weight", "kg", (), None, ()),
        SummarySeries(
            "Vomiting", "times", (), replace(PLOT, limits=(), limit_labels=()), (("24 November", "3"),)
        ),
    ),
    labels={key: key for key in LABELS},
)


def inside(document: bytes) -> bytes:
    """The document with its compressed parts opened."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    opened = [document]
    for part in parts:
        try:
            opened.append(zlib.decompress(part))
        except zlib.error:
            opened.append(part)
    return b"\n".join(opened)


@pytest.mark.parametrize("document", [card_pdf(CARD, AT), summary_pdf(SUMMARY, AT)], ids=["card", "summary"])
def test_a_document_is_tagged_titled_and_says_its_language(document: bytes) -> None:
    assert document.startswith(b"%PDF-")
    whole = inside(document)
    assert b"/StructTreeRoot" in whole
    assert b"/Marked true" in whole
    assert b"pdfuaid" in whole
    assert re.search(rb"/Lang ?\(en-GB\)", whole)


UPRIGHT = rb"1 0 0 -1 ([\d.]+) [\d.]+ cm[^\n]* 0\.6 w[^\n]* 0 0 m 0 ([\d.]+) l"
"""A line of the card from top to bottom: where it stands, and how long, with half its width at each end."""


def test_the_card_fits_a_slot_for_cards() -> None:
    millimetre = 72 / 25.4
    lines = re.findall(UPRIGHT, inside(card_pdf(CARD, AT)))
    places = [float(x) / millimetre for x, _long in lines]
    assert [round(later - earlier, 1) for earlier, later in pairwise(places)] == [85.6, 85.6]
    assert {round((float(long) - 0.6) / millimetre, 1) for _x, long in lines} == {54.0}


def test_a_long_name_makes_the_letters_of_the_card_smaller_and_is_not_cut() -> None:
    numbers = (
        ("24-hour number of St Example " + "Hospital " * 20, "020 7946 0123"),
        ("If nobody answers", "111"),
    )
    document = card_pdf(replace(CARD, numbers=numbers), AT)
    page, *others = pages_of(document)
    assert not others
    assert page.count("Hospital") == 20
    assert "02079460123" in page


def test_the_same_values_make_the_same_document_and_others_another() -> None:
    assert card_pdf(CARD, AT) == card_pdf(CARD, AT)
    assert card_pdf(CARD, AT) != card_pdf(replace(CARD, numbers=(("24-hour number", "020 7946 0999"),)), AT)


@pytest.mark.parametrize(
    "name", ["#panic()", '"] #read("/etc/passwd")', "*bold* $x$ @ref <label>", "\\ \\u{41}"]
)
def test_what_somebody_typed_is_words_and_never_markup(name: str) -> None:
    typed = replace(SUMMARY, title=name, who=(("Name", name),))
    assert summary_pdf(typed, AT).startswith(b"%PDF-")


def test_a_patient_without_reports_has_a_summary_too() -> None:
    assert summary_pdf(replace(SUMMARY, reports=(), series=()), AT).startswith(b"%PDF-")


@pytest.mark.parametrize("low", [low for low, _high in RANGES])
def test_every_letter_that_counts_as_printable_is_printed(low: int) -> None:
    high = dict(RANGES)[low]
    letters = "".join(chr(code) for code in range(low, high + 1) if chr(code).isprintable())
    assert printable_text(letters).count("\N{WHITE SQUARE}") == letters.count("\N{WHITE SQUARE}")
    assert summary_pdf(replace(SUMMARY, period=letters), AT).startswith(b"%PDF-")


@pytest.mark.parametrize("name", ["王小明", "Ada 😀", "\x00\x07", "a" * 300, "\u202eadA"])
def test_a_name_that_cannot_be_printed_still_makes_a_document(name: str) -> None:
    assert summary_pdf(replace(SUMMARY, who=(("Name", name),)), AT).startswith(b"%PDF-")


def test_a_letter_that_the_fonts_lack_is_a_box() -> None:
    assert printable_text("Ada 王") == "Ada \N{WHITE SQUARE}"
