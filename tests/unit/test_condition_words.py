"""Every condition of the language has words, and they say what the condition asks."""

from fractions import Fraction
from typing import get_args

import pytest

from aldea.language.conditions import (
    AllOf,
    AnyOf,
    AtLeast,
    Chosen,
    Condition,
    ContextAtMost,
    ContextIs,
    Earlier,
    Gained,
    Named,
    NotSure,
    Over,
    PersonalLimit,
    PlainYes,
    Unanswered,
    Under,
    Yes,
)
from aldea.language.pack import Rule
from aldea.packs import load_pack
from aldea.rulebook.condition_words import Phrase, phrase_of, sentence_of
from aldea.rulebook.speech import plain

PACK = load_pack("aldesleukin")
DAY = Fraction(24)
DRIP = ContextIs("route", frozenset({"intravenous"}), unknown_counts=True)
OWN_LIMIT = PersonalLimit("personal_temperature_limit")

WORDS: list[tuple[Condition, str]] = [
    (Yes("nosebleed"), "“Nosebleed” is yes or not sure"),
    (Yes("other_effect"), "something is written under “Other effect”"),
    (Yes("weight_gain"), "“Weight gain” is yes, not sure, or any amount above nothing"),
    (PlainYes("skin_colour_change"), "“Skin colour change” is a plain yes (not sure does not count)"),
    (NotSure("skin_colour_change"), "“Skin colour change” is not sure"),
    (Unanswered("temperature"), "“Temperature” has no answer (not asked, not sure or declined)"),
    (
        Over("temperature", Fraction("37.5"), DAY),
        (
            "“Temperature” is over 37.5 °C in this report or any report of the last 24 hours"
            " (a declined reading counts as over)"
        ),
    ),
    (
        Over("temperature", OWN_LIMIT, None),
        "“Temperature” is over this patient's own “Personal upper limit”, where one is recorded,",
    ),
    (
        Under("temperature", Fraction(36), DAY),
        "“Temperature” is under 36 °C in this report or any report of the last 24 hours",
    ),
    (
        AtLeast("vomiting_24h", Fraction(2), DAY),
        (
            "“Vomiting in 24 hours” adds up to 2 or more over this report and those of the last 24 hours"
            " (not sure counts as 2)"
        ),
    ),
    (
        AtLeast("appetite_loss_days", Fraction(3), None),
        "“Days of poor appetite” is 3 days or more (not sure counts as 3)",
    ),
    (
        Earlier("nausea", Fraction(12), Fraction(48)),
        "“Feels sick now” was yes or not sure in a report from 12 to 48 hours before",
    ),
    (DRIP, "“Route” is Drip into a vein or not known"),
    (
        ContextIs("in_hospital", frozenset({"no", "not_sure"}), unknown_counts=True),
        "“On the ward” is no, not sure or not known",
    ),
    (ContextAtMost("days_since_last_infusion", Fraction(7)), "“Days since last drip” is 7 days or less"),
    (AnyOf(()), "never"),
    (AllOf(()), "always"),
    (Named("flu_like", Yes("chills")), "“flu like”"),
    (
        AnyOf((Yes("faint"), Yes("dizzy"), Yes("other_effect"))),
        (
            "yes or not sure to any of “Faint or nearly”, “Dizzy, new or worse”;"
            " or something is written under “Other effect”"
        ),
    ),
    (
        AllOf((Yes("nosebleed"), AnyOf((DRIP, Yes("rash"))))),
        (
            "“Nosebleed” is yes or not sure, and (“Route” is Drip into a vein or not known;"
            " or “Rash” is yes or not sure)"
        ),
    ),
    (Chosen("vaccine_planned", frozenset({"live"})), "“Vaccine planned” is A live one"),
    (
        Gained("weight", "weight_cycle_start", "weight_gain_kg"),
        "“Weight” less “Weight at cycle start” is at least the local setting",
    ),
]


@pytest.mark.parametrize(("condition", "words"), WORDS)
def test_a_condition_reads_as_it_asks(condition: Condition, words: str) -> None:
    assert sentence_of(condition, PACK, plain).startswith(words)


def test_every_kind_of_condition_has_words() -> None:
    """A new kind stands in the union of the language, and has none here."""
    assert {type(condition) for condition, _words in WORDS} == set(get_args(Condition))


def test_the_whole_condition_spells_out_what_has_a_name() -> None:
    condition = AllOf((Named("signs", AnyOf((Yes("rash"), DRIP))), Yes("nosebleed")))
    assert phrase_of(condition, PACK, plain) == Phrase(
        "all of these",
        (
            Phrase(
                "“signs”: any of these",
                (Phrase("“Rash” is yes or not sure"), Phrase("“Route” is Drip into a vein or not known")),
            ),
            Phrase("“Nosebleed” is yes or not sure"),
        ),
    )


def test_an_any_within_an_any_is_one_list() -> None:
    condition = AnyOf((AnyOf((Yes("rash"), Yes("faint"))), Yes("nosebleed")))
    assert phrase_of(condition, PACK, plain).words == (
        "yes or not sure to any of “Rash”, “Faint or nearly”, “Nosebleed”"
    )


def test_not_sure_counts_where_the_observation_says_so() -> None:
    condition = Chosen("vaccine_planned", frozenset({"kind_not_known"}))
    assert sentence_of(condition, PACK, plain).endswith("(not sure counts too)")


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_every_rule_of_the_pack_has_words_without_ids(rule: Rule) -> None:
    for words in (sentence_of(rule.when, PACK, plain), phrase_of(rule.when, PACK, plain).words):
        assert words
        assert "%(" not in words
        assert "_" not in words
