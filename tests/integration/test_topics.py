"""The pages to read: every topic, whole, for everybody."""

import re
from html import unescape
from itertools import groupby

import pytest
from django.test import Client

from aldea.packs import load_pack
from aldea.site.topics.texts import to_html

pytestmark = pytest.mark.django_db

PACK = load_pack("aldesleukin")
TOPICS = [topic.id for topic in PACK.topics]
MARK = re.compile(r'<p class="aldea-topic__mark"(?: id="[^"]*")?>([^<]*)</p>')


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def words_of(page: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_the_list_leads_to_every_topic_by_theme_without_sign_in(client: Client) -> None:
    page = text_of(client, "/topics/")
    assert [id for id in TOPICS if f'href="/topics/{id}"' not in page] == []
    themes = re.findall(r'<h2 class="nhsuk-heading-m">([^<]+)</h2>', page)
    assert themes == list(dict.fromkeys(topic.theme for topic in PACK.topics))


@pytest.mark.parametrize("slug", TOPICS)
def test_a_page_shows_every_block_and_marks_what_goes_beyond_or_is_not_arranged_here(
    client: Client, slug: str
) -> None:
    topic = next(topic for topic in PACK.topics if topic.id == slug)
    page = text_of(client, f"/topics/{slug}")
    for _, text in topic.blocks:
        for sentence in re.sub(r"[*#]|^- ", "", text, flags=re.MULTILINE).splitlines():
            assert " ".join(sentence.split()) in words_of(page).replace(" .", "."), sentence
    marks = [unescape(mark) for mark in MARK.findall(page)]
    beyond = [ids for ids, _ in topic.blocks if any(PACK.statements[id].beyond for id in ids)]
    planned = [mark for mark, _ in groupby(bool(topic.planned & set(ids)) for ids, _ in topic.blocks) if mark]
    assert marks.count("Goes beyond the leaflet") == len(beyond)
    assert marks.count("Your hospital arranges this") == len(planned)
    assert ("does not arrange everything on this page yet" in page) == bool(topic.planned)


def test_every_planned_statement_has_a_block_that_can_be_marked() -> None:
    for topic in PACK.topics:
        assert topic.planned <= {id for ids, _ in topic.blocks for id in ids}, topic.id


def test_what_holds_on_every_day_stands_on_the_list_with_the_hospitals_number(client: Client) -> None:
    page = words_of(text_of(client, "/topics/"))
    assert "Save 020 7946 0123 in your phone" in page
    assert "if your temperature is above 37.5 °C" in page
    assert "Tell your cancer doctor about every medicine" in page
    assert "{hospital_number}" not in page


def test_a_name_that_no_page_has_is_not_found(client: Client) -> None:
    assert client.get("/topics/no-such-page").status_code == 404


def test_html_in_a_text_is_shown_and_not_obeyed() -> None:
    assert "<script" not in to_html("Hello <script>alert(1)</script>", "")


def test_every_page_leads_to_the_pages_to_read(client: Client) -> None:
    assert 'href="/topics/"' in text_of(client, "/emergency")


def test_planned_blocks_that_follow_each_other_share_one_mark(client: Client) -> None:
    page = text_of(client, "/topics/before-each-treatment")
    groups = re.findall(r'<div class="aldea-topic__planned" role="group".*?</p></div>', page, re.DOTALL)
    assert [words_of(group).count("Your hospital arranges this") for group in groups] == [1] * len(groups)
    last = words_of(groups[-1])
    assert last.startswith("Before each treatment")
    assert last.endswith("when your treatment should be ready. Your hospital arranges this")


SERVED = [f"/topics/{topic}" for topic in TOPICS] + ["/topics/advice", "/topics/"]


def plain(text: str) -> str:
    """A text of the pack as a page shows it, without the signs of its Markdown."""
    text = text.replace("{hospital_number}", "020 7946 0123")
    return squeezed(re.sub(r"\*\*|^#+ |^- ", "", text, flags=re.MULTILINE))


def squeezed(text: str) -> str:
    return " ".join(text.split()).replace(" .", ".")


def test_every_statement_and_every_advice_of_the_pack_is_served_to_everybody(client: Client) -> None:
    pages = " ".join(squeezed(words_of(text_of(client, address))) for address in SERVED)
    missing = [
        id
        for id in PACK.statements
        if not any(id in ids and plain(text) in pages for topic in PACK.topics for ids, text in topic.blocks)
    ]
    assert missing == []
    planned = {id for topic in PACK.topics for id in topic.planned}
    assert planned
    assert planned <= set(PACK.statements)
    assert [advice.id for advice in PACK.advice.values() if plain(advice.patient) not in pages] == []


def test_the_advice_stands_by_theme_and_says_when_it_gives_way(client: Client) -> None:
    page = text_of(client, "/topics/advice")
    themes = re.findall(r'<h2 class="nhsuk-heading-m">([^<]+)</h2>', page)
    assert themes == list(dict.fromkeys(topic.theme for topic in PACK.topics if topic.theme in themes))
    places = re.findall(r'<div class="aldea-topic__block[^"]*" id="([a-z0-9_]+)">', page)
    assert sorted(places) == sorted(PACK.advice)
    assert places[0] == "call_999"
    fluids = words_of(page[page.index('id="fluids_2l"') : page.index('id="fluids_2l"') + 1500])
    assert "Left out where an answer says: Your team has set a limit on how much you drink." in fluids


@pytest.mark.parametrize("address", SERVED)
def test_a_page_to_read_leads_to_the_medicines_compendium_and_says_that_it_leaves(
    client: Client, address: str
) -> None:
    page = text_of(client, address)
    links = re.findall(r'<a href="(https://www[^"]+)" rel="([^"]+)">', page)
    assert links
    assert {link for link, _ in links} == {"https://www.medicines.org.uk/emc"}
    assert all("noreferrer" in rel and "noopener" in rel for _, rel in links)
    assert "another website: this link leaves Aldea" in words_of(page)


def test_a_page_to_read_can_be_printed_with_the_number_on_it(client: Client) -> None:
    page = text_of(client, "/topics/infection")
    assert "choose Print in the menu of your browser" in words_of(page)
    assert "<script>" not in page
    assert re.search(r'class="aldea-print-only"><strong>Example General Hospital[^<]*020\s7946\s0123', page)
