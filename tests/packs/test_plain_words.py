"""The words of the pack: plain for the patient, and nobody else's.

`leaflet_shingles.txt` holds a fingerprint of each run of seven words of the leaflet and no word of it; a new
edition needs new ones (`runs` in plain_language.py). A grade is no proof that people understand: that
takes people. It only keeps the worst out.
"""

from pathlib import Path
from statistics import median

import pytest

from tests.packs.pack_words import Wording, entries, patient_words, reading_words, team_words
from tests.packs.plain_language import (
    figures,
    fingerprint,
    hard_words,
    is_explained,
    runs,
    school_grade,
    sentences,
    syllables,
    words,
)

LEAFLET = frozenset(
    line
    for line in (Path(__file__).parent / "leaflet_shingles.txt").read_text(encoding="ascii").splitlines()
    if not line.startswith("#")
)
PATIENT = patient_words()
MOST_WORDS = 20
MEDIAN_GRADE = 6
HIGHEST_GRADE = 9
A_NAME = 5
"""Up to so many words are a name and no sentence: a grade says nothing about them."""

NEVER = (
    *("urine", "urinate", "urination", "stool", "faeces", "bowel movement", "void", "abdomen", "abdominal"),
    *(
        "pyrexia",
        "febrile",
        "fever",
        "feverish",
        "rigor",
        "haemorrhage",
        "dyspnoea",
        "oedema",
        "syncope",
        "pallor",
        "pruritus",
    ),
    *("emesis", "epistaxis", "petechiae", "haematuria", "lethargy", "lethargic", "analgesic", "antipyretic"),
    *(
        "antiemetic",
        "adverse",
        "toxicity",
        "administer",
        "administered",
        "commence",
        "discontinue",
        "utilise",
    ),
    *("prior to", "approximately", "sufficient", "deteriorate", "elevated", "e.g.", "i.e.", "etc"),
)
"""There is a plain word for each."""

ONLY_EXPLAINED = (
    *("neutropenia", "neutrophil", "platelet", "anaemia", "anticoagulant", "capillary", "capillaries"),
    *("intravenous", "subcutaneous", "infusion", "immunotherapy", "conjunctivitis", "hallucination"),
    *("nausea", "nauseous", "vomited", "vomiting", "supplement", "laxative", "inactivated", "transfusion"),
)

NUMBERS = {"1", "2", "3", "3.5", "7", "24", "36", "37.5", "96.8", "99.5", "111", "999"}
"""The numbers of the leaflet and of the decisions; nobody makes up another."""

CALLS = ("999", "111", "{hospital_number}")
BEYOND = "further than the leaflet"


def told(found: list[str]) -> None:
    """Fail with every finding at once, so that they can be mended at once."""
    assert not found, "\n" + "\n".join(found)


def test_every_field_has_words() -> None:
    wanted = {
        "groups": ("title", "intro"),
        "observations": ("name", "question", "team_question", "patient_name"),
        "context": ("name", "question", "help", "patient_name"),
        "advice": ("patient", "team"),
        "rules": ("patient", "team"),
    }
    told(
        [
            f"{entry['id']} has no {key}"
            for section, keys in wanted.items()
            for entry in entries(section)
            for key in keys
            if not str(entry.get(key) or "").strip()
        ]
    )


def test_sentences_are_short() -> None:
    told(
        [
            f"{wording.where}: {len(words(sentence))} words: {sentence}"
            for wording in [*PATIENT, *reading_words()]
            for sentence in sentences(wording.text)
            if len(words(sentence)) > MOST_WORDS
        ]
    )


@pytest.mark.parametrize("said", [patient_words, team_words])
def test_no_run_of_words_is_the_leaflets(said: object) -> None:
    assert callable(said)
    told(
        [
            f"{wording.where}: {run}"
            for wording in said()
            for run, mark in runs(wording.text)
            if mark in LEAFLET
        ]
    )


def test_a_child_of_eleven_could_read_it() -> None:
    texts = [wording for wording in PATIENT if len(words(wording.text)) > A_NAME]
    grades = {wording: school_grade(wording.text) for wording in texts}
    told(
        [
            f"{wording.where}: grade {grade:.1f}: {wording.text}"
            for wording, grade in grades.items()
            if grade > HIGHEST_GRADE
        ]
    )
    assert median(grades.values()) <= MEDIAN_GRADE


def test_hard_words_are_left_out_or_explained() -> None:
    told([f"{w.where}: '{word}' has a plain word" for w in PATIENT for word in hard_words(w.text, NEVER)])
    told(
        [
            f"{wording.where}: '{word}' stands there without plain words beside it: {wording.text}"
            for wording in PATIENT
            for word in hard_words(wording.text, ONLY_EXPLAINED)
            if not is_explained(word, wording.text)
        ]
    )


def test_numbers_come_from_the_leaflet_or_the_decisions() -> None:
    """So there is no telephone number either: the hospital's own comes from its settings."""
    told([f"{w.where}: {number}" for w in PATIENT for number in figures(w.text) if number not in NUMBERS])


def test_words_in_braces_are_the_hospital_number() -> None:
    left = [Wording(w.where, w.text.replace("{hospital_number}", "")) for w in PATIENT]
    told([wording.where for wording in left if set("{}") & set(wording.text)])


def test_nobody_on_the_ward_is_told_to_telephone() -> None:
    """An advice that names a number gives way to the ward's own."""
    told(
        [
            entry["id"]
            for entry in entries("advice")
            if any(call in entry["patient"] for call in CALLS)
            and "tell_ward_nurse_now" not in entry.get("dropped_when", [])
        ]
    )


def test_what_goes_beyond_the_leaflet_says_so() -> None:
    told(
        [
            entry["id"]
            for entry in entries("advice")
            if any(id.startswith("BEYOND-") for id in entry["statements"]) is not (BEYOND in entry["patient"])
        ]
    )


def test_new_or_worse_is_asked_where_it_is_meant() -> None:
    """An old cough that is no worse is no cough (decision 4), so the label must say what counts."""
    meant = [entry for entry in entries("observations") if "new since treatment" in entry.get("meaning", "")]
    assert meant
    told(
        [
            entry["id"]
            for entry in meant
            if "new or worse since I started treatment" not in entry["question"]
            or "worse than before treatment" not in entry["team_question"]
        ]
    )


def test_free_text_says_that_nobody_reads_it_at_once() -> None:
    texts = [entry for entry in entries("observations") if entry["type"] == "text"]
    assert texts
    told([entry["id"] for entry in texts if "obody reads this at once" not in entry["hint"]])


def test_the_measures_find_planted_faults() -> None:
    long_words = "Discontinuation necessitates immediate consultation regarding haematological toxicity."
    assert school_grade(long_words) > HIGHEST_GRADE > school_grade("Call us now if you are hot.")
    assert sentences("It is 37.5 °C. Call now!\nRest") == ["It is 37.5 °C.", "Call now!", "Rest"]
    assert len(words("above 37.5 °C - call {hospital_number}")) == 4
    assert [syllables(word) for word in ("pee", "diarrhoea", "temperature", "called", "37.5")] == [
        1,
        4,
        4,
        1,
        1,
    ]
    assert figures("Call 020 7946 0000 for the 24-hour line, 3.5 pints") == [
        "020",
        "7946",
        "0000",
        "24",
        "3.5",
    ]
    assert list(hard_words("Pass urine and stools", NEVER)) == ["urine", "stool"]
    assert not is_explained("laxative", "Ask about laxatives.")
    assert is_explained("laxative", "Ask about laxatives. These are medicines that help you poo.")


def test_the_fingerprints_can_be_compared() -> None:
    run, mark = next(runs("One, two, three; FOUR five six it's eight"))
    assert (run, mark) == ("one two three four five six its", fingerprint("one two three four five six its"))
    assert len(LEAFLET) > 2000
    assert all(len(line) == 16 and int(line, 16) >= 0 for line in LEAFLET)
