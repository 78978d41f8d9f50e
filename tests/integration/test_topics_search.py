"""The search of the pages to read: own words, any spelling, and an emergency comes first."""

import re
from html import unescape

import pytest
from django.test import Client

from aldea.packs import load_pack

pytestmark = pytest.mark.django_db

PACK = load_pack("aldesleukin")
RESULT = re.compile(
    r'<li><h3 class="nhsuk-heading-s"><a href="/topics/([a-z-]+)">[^<]*</a></h3>(.*?)</li>', re.DOTALL
)


def searched(client: Client, words: str) -> str:
    response = client.get("/topics/", {"q": words})
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def topics_in(page: str) -> list[str]:
    return [slug for slug, _ in RESULT.findall(page)]


@pytest.mark.parametrize(
    ("words", "topic", "marked"),
    [
        ("poo", "diarrhoea-and-constipation", "poo"),
        ("pee", "infection", "Peeing"),
        ("wee", "fluid-and-kidneys", "pee"),
        ("being sick", "feeling-sick", "sick"),
        ("throwing up", "feeling-sick", "sick"),
        ("shaking", "infection", "shaking"),
        ("the shakes", "infection", "Shivering"),
        ("tummy", "diarrhoea-and-constipation", "poo"),
        ("temp", "infection", "temperature"),
        ("fever", "infection", "temperature"),
        ("my hair is falling out", "skin-and-hair", "hair"),
        ("knackered", "mood-and-tiredness", "tired"),
        ("can't sleep", "mood-and-tiredness", "Sleeping"),
        ("jab", "vaccinations", "vaccine"),
        ("head ache", "eyes-head-and-nose", "headache"),
        ("38", "infection", "temperature"),
        ("39,2 C", "infection", "temperature"),
        ("jaundice", "sugar-liver-and-hormones", "liver"),
    ],
)
def test_lay_words_lead_to_the_page_with_the_sentence_and_its_word_marked(
    client: Client, words: str, topic: str, marked: str
) -> None:
    found = RESULT.findall(searched(client, words))
    assert found[0][0] == topic
    assert f"<mark>{marked}</mark>" in found[0][1]


@pytest.mark.parametrize(
    ("misspelled", "topic"),
    [
        ("diarea", "diarrhoea-and-constipation"),
        ("diorrea", "diarrhoea-and-constipation"),
        ("diarhoea", "diarrhoea-and-constipation"),
        ("constapation", "diarrhoea-and-constipation"),
        ("temprature", "infection"),
        ("vommiting", "feeling-sick"),
        ("nausious", "feeling-sick"),
        ("pregnent", "pregnancy-and-fertility"),
        ("VACINATION", "vaccinations"),
        ("Café infectión", "infection"),
    ],
)
def test_spelling_is_forgiven(client: Client, misspelled: str, topic: str) -> None:
    assert topics_in(searched(client, misspelled))[0] == topic


@pytest.mark.parametrize(
    ("words", "sign"),
    [
        ("chest pain", "crushing_chest_pain"),
        ("pain in my chest", "crushing_chest_pain"),
        ("chst pian", "crushing_chest_pain"),
        ("he can't breathe", "severe_breathlessness"),
        ("she has blue lips", "severe_breathlessness"),
        ("signs of a stroke", "stroke_signs"),
        ("his face has dropped", "stroke_signs"),
        ("a lot of blood", "heavy_bleeding"),
        ("dad has collapsed", "collapsed"),
    ],
)
def test_emergency_words_put_999_and_the_numbers_before_every_page(
    client: Client, words: str, sign: str
) -> None:
    page = searched(client, words)
    card = page.index("nhsuk-card--care--emergency")
    numbers = page.index("aldea-numbers")
    assert card < numbers < page.index('role="search"')
    assert "Call 999 now." in words_of(page[card:numbers])
    first = re.findall(r"<li>([^<]+)</li>", page[card:numbers])[0]
    assert unescape(first) == PACK.observations[sign].question
    assert 'href="tel:999"' in page[numbers:]
    assert 'href="tel:02079460123"' in page[numbers:]
    found = re.search(r'<ol class="nhsuk-list aldea-found"', page)
    assert found is None or numbers < found.start()


@pytest.mark.parametrize(
    "words",
    ["ambulance", "999", "I want to kill myself", "suicide", "anaphylaxis", "having a fit", "convulsions"],
)
def test_whoever_may_be_in_danger_is_told_to_call_and_offered_no_other_word(
    client: Client, words: str
) -> None:
    page = searched(client, words)
    assert "nhsuk-card--care--emergency" in page
    assert "Did you mean" not in page


@pytest.mark.parametrize(
    "words", ["blood test", "gas", "poo", "contraception", "can I have a bath", "chest", "pain"]
)
def test_everyday_words_are_no_emergency(client: Client, words: str) -> None:
    assert "nhsuk-card--care--emergency" not in searched(client, words)


def test_a_word_that_no_page_has_gets_a_page_that_says_what_to_do(client: Client) -> None:
    page = searched(client, "parachute")
    said = words_of(page)
    assert topics_in(page) == []
    assert "No page was found for these words." in said
    assert 'href="/topics/">Look through all the pages' in page
    assert "Call 020 7946 0123 at any hour." in said


def test_a_word_that_is_nearly_one_of_the_pages_is_suggested(client: Client) -> None:
    assert '<a href="/topics/?q=vaccinations">vaccinations</a>' in searched(client, "vaccinashun")


def test_nothing_typed_shows_every_page_by_theme(client: Client) -> None:
    page = searched(client, "   ")
    assert all(f'href="/topics/{topic.id}"' in page for topic in PACK.topics)


def test_advice_that_is_found_by_what_people_call_it_is_shown_whole_under_that_word(client: Client) -> None:
    said = words_of(searched(client, "jaundice"))
    advice = said[said.index("Advice that an answer can give") :]
    assert advice.index("Found under: jaundice") < advice.index("Call 020")
    assert "If you feel unwell in any way or want advice, call day or night." in advice


def test_a_topic_of_which_no_sentence_says_it_shows_no_other_sentence(client: Client) -> None:
    found = dict(RESULT.findall(searched(client, "belly ache")))
    assert words_of(found["how-it-is-given"]) == "Found under: belly"


def test_a_word_that_the_pages_know_leads_to_no_title_that_only_looks_like_it(client: Client) -> None:
    assert "vaccinations" not in topics_in(searched(client, "hallucinations"))


def test_what_was_typed_is_shown_and_not_obeyed(client: Client) -> None:
    page = searched(client, '"><script>alert(1)</script>')
    assert "<script>alert" not in page
    assert searched(client, "\x00 %00 \U0001f600")
    assert searched(client, "rash " * 5000)


def test_the_form_keeps_the_words_and_needs_no_script(client: Client) -> None:
    page = searched(client, "rash")
    assert re.search(r'<form method="get" action="/topics/" role="search"', page)
    assert re.search(r'<input[^>]*name="q"[^>]*value="rash"', page)


def test_advice_is_found_with_a_link_to_its_place(client: Client) -> None:
    page = searched(client, "hair falling out")
    assert 'href="/topics/advice#ask_hair_advice"' in page
    assert 'id="ask_hair_advice"' in client.get("/topics/advice").content.decode()


@pytest.mark.parametrize(
    "words", ["kill myself", "I want to kill myself", "suicidal", "suicide", "hurt myself"]
)
def test_words_of_despair_say_whom_to_call_ask_no_sign_and_lead_to_the_page_on_mood(
    client: Client, words: str
) -> None:
    page = searched(client, words)
    card = page[page.index("nhsuk-card--care--emergency") : page.index("aldea-numbers")]
    said = words_of(card)
    assert "Call 999 now, or call the hospital" in said
    assert "call the hospital on 020 7946 0123 now, day or night." in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "<li>" not in card
    assert "Do you have any of these" not in said
    assert topics_in(page)[0] == "mood-and-tiredness"
    assert "pregnancy-and-fertility" not in topics_in(page)


@pytest.mark.parametrize("words", ["sad", "sadness", "I feel so sad"])
def test_sadness_leads_to_the_page_on_mood_and_is_no_emergency(client: Client, words: str) -> None:
    page = searched(client, words)
    assert "nhsuk-card--care--emergency" not in page
    assert topics_in(page) == ["mood-and-tiredness"]


@pytest.mark.parametrize("words", ["seizure", "seizures", "unconscious", "fit", "fits", "passed out"])
def test_a_fit_leads_to_999_and_then_to_the_page_that_says_so(client: Client, words: str) -> None:
    page = searched(client, words)
    assert "nhsuk-card--care--emergency" in page
    assert topics_in(page) == ["when-to-call"]
    assert "Call 999 if someone <mark>collapses</mark>" in page
