"""The page of conflicts: where the leaflet disagrees with itself, what is done there, and why."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.test import Client

from aldea.rulebook.conflict_record import read_record
from tests.integration.conftest import People
from tests.integration.test_rulebook import PACK, SignIn, main_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(people: People, signed_in: SignIn) -> Client:
    """A nurse at a desk."""
    return signed_in(people.nurse())


def test_conflicts_are_told_by_finding_with_who_says_what_and_why(desk: Client) -> None:
    page = main_of(desk, "/rulebook/conflicts/")
    shown = words_of(page[page.index('id="breathless"') : page.index('id="sudden-breathlessness"')])
    for id_ in ("LUNG-1", "LUNG-2", "ANAEM-4", "HEART-3", "INFECT-9"):
        assert f"{PACK.statements[id_].claim} {id_} · {PACK.statements[id_].section}" in shown
    assert "CLS-5 · capillary leak counts: after a drip" in shown
    assert "What is done Hospital now" in shown
    assert "decision 5 , Lungs: two sections that differ" in shown
    assert PACK.readings[5].text in unescape(page)
    assert "None is undecided." in page
    assert "another version" not in page
    assert page.index('id="breathless"') < page.index('id="nosebleed"') < page.index('id="hair-thinning"')


def test_conflicts_of_another_version_or_undecided_say_so(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = read_record(PACK)
    assert record is not None
    first, *others = record.advice
    other = replace(record, pack_digest="sha256:0", advice=(replace(first, readings=()), *others))
    monkeypatch.setattr("aldea.site.rulebook.conflicts_page.read_record", lambda _pack: other)
    shown = words_of(main_of(desk, "/rulebook/conflicts/"))
    assert "This list is of another version" in shown
    assert "1 disagreement has no decision" in shown
    monkeypatch.setattr("aldea.site.rulebook.conflicts_page.read_record", lambda _pack: None)
    assert "Nobody has looked" in words_of(main_of(desk, "/rulebook/conflicts/"))


def test_each_finding_is_folded_under_its_heading_to_which_an_index_leads(desk: Client) -> None:
    page = main_of(desk, "/rulebook/conflicts/")
    index = page[page.index('aria-labelledby="index"') : page.index("</nav>", page.index('id="index"'))]
    led_to = re.findall(r'href="#([^"]+)"', index)
    headings = re.findall(
        r'<summary class="aldea-torn__summary"><h3 class="nhsuk-heading-s" id="([^"]+)"', page
    )
    findings = [id for id in headings if not id.startswith("advice-")]
    assert findings == [id for id in led_to if id in findings]
    assert len(findings) == len(set(findings)) > 30
    assert page.count('<details class="aldea-torn">') == len(headings) > len(findings)
    assert all(f'id="{id}"' in page for id in led_to)


def test_what_is_not_decided_stands_open(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    record = read_record(PACK)
    assert record is not None
    first, *others = record.advice
    other = replace(record, advice=(replace(first, readings=()), *others))
    monkeypatch.setattr("aldea.site.rulebook.conflicts_page.read_record", lambda _pack: other)
    assert main_of(desk, "/rulebook/conflicts/").count('<details class="aldea-torn" open>') == 1


def test_the_rulebook_leads_to_its_conflicts(desk: Client) -> None:
    assert 'href="/rulebook/conflicts/"' in main_of(desk, "/rulebook/")
