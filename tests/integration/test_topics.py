"""The pages to read: every topic, whole, for everybody."""

import re
from html import unescape

import pytest
from django.test import Client

from aldea.packs import load_pack
from aldea.site.topics.pages import to_html

pytestmark = pytest.mark.django_db

PACK = load_pack("aldesleukin")
TOPICS = [topic.id for topic in PACK.topics]
MARK = re.compile(r'<p class="aldea-topic__mark">([^<]*)</p>')


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
    planned = [ids for ids, _ in topic.blocks if topic.planned & set(ids)]
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
