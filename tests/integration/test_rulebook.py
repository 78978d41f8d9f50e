"""The rulebook: every rule in plain words, with what it rests on, for those who work at the hospital."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from django.test import Client

from aldea.engines.reference import assess
from aldea.language.pack import Rule
from aldea.language.urgency import Urgency
from aldea.packs import load_pack, pack_folder
from aldea.packs.worked_cases import load_cases, run_case
from aldea.people.models import Account
from aldea.rulebook.proof_record import read_record
from aldea.site import edge
from tests.integration.conftest import People
from tests.unit.pdf_words import pages_of

pytestmark = pytest.mark.django_db

PACK = load_pack("aldesleukin")
PAGES = (
    "/rulebook/",
    "/rulebook/rules/cough/",
    "/rulebook/booklet.pdf",
    "/rulebook/proofs/",
    "/rulebook/trace/",
    "/rulebook/decisions/",
    "/rulebook/changes/",
    "/rulebook/conflicts/",
)
SignIn = Callable[[Account], Client]


@pytest.fixture
def desk(people: People, signed_in: SignIn) -> Client:
    """A nurse at a desk."""
    return signed_in(people.nurse())


@pytest.mark.parametrize("address", [page for page in PAGES if page.endswith("/")])
def test_an_address_that_was_typed_without_its_slash_leads_to_the_page(desk: Client, address: str) -> None:
    response = desk.get(f"{address.rstrip('/')}?status=open")
    assert (response.status_code, response.headers["Location"]) == (301, f"{address}?status=open")


def test_an_address_of_no_page_is_not_there_with_or_without_a_slash(desk: Client) -> None:
    assert desk.get("/rulebook/nonsense").status_code == 404
    assert desk.get("/rulebook/nonsense/").status_code == 404


@pytest.mark.parametrize("address", ["/rulebook/rules/agitated/", "/rulebook/conflicts/"])
def test_an_urgency_is_named_in_words(desk: Client, address: str) -> None:
    page = words_of(main_of(desk, address)).casefold()
    assert "on the ward, at every urgency below “tell the team”: which signs" in page
    assert "below tell_team" not in page


def main_of(client: Client, address: str) -> str:
    """What stands on the page, without header and footer."""
    response = client.get(address)
    assert response.status_code == 200, address
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def words_of(page: str) -> str:
    plain = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    return unescape(plain).replace("\N{NO-BREAK SPACE}", " ")


def linked_rules(page: str) -> list[str]:
    return re.findall(r'href="/rulebook/rules/([\w-]+)/"', page)


def section(page: str, id: str) -> str:
    """The part of the page from this heading to the next of its rank."""
    after = page[page.index(f'id="{id}"') :]
    return after[: after.index("<h2", 1)] if "<h2" in after[1:] else after


@pytest.mark.parametrize("address", PAGES)
def test_practitioners_read_it_and_patients_do_not(
    people: People, signed_in: SignIn, client: Client, address: str
) -> None:
    patient = people.patient()
    assert patient.account is not None
    for account in (patient.account, people.carer(patient)):
        assert signed_in(account).get(address).status_code == 404
    for account in (people.nurse(), people.administrator()):
        assert signed_in(account).get(address).status_code == 200
    assert client.get(address).headers["Location"].startswith("/accounts/login/")


def test_every_page_leads_to_it_for_those_who_may(people: People, signed_in: SignIn) -> None:
    patient = people.patient()
    assert patient.account is not None
    link = 'href="/rulebook/"'
    assert link in signed_in(people.nurse()).get("/emergency").content.decode()
    assert link in signed_in(people.administrator()).get("/emergency").content.decode()
    assert link not in signed_in(patient.account).get("/emergency").content.decode()


def test_the_list_has_every_rule_once_the_most_urgent_first(desk: Client) -> None:
    listed = linked_rules(main_of(desk, "/rulebook/"))
    urgency = {rule.id: rule.urgency for rule in PACK.rules}
    assert sorted(listed) == sorted(urgency)
    order = [urgency[id] for id in listed]
    assert order == sorted(order, reverse=True)
    headings = re.findall(r'<h2 class="nhsuk-heading-m" id="(\w+)"', main_of(desk, "/rulebook/"))
    assert headings == [level.id for level in sorted(Urgency, reverse=True) if level in order]


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_the_page_of_a_rule_has_all_that_it_rests_on(desk: Client, rule: Rule) -> None:
    page = main_of(desk, f"/rulebook/rules/{rule.id}/")
    words = words_of(page)
    assert "{hospital_number}" not in words
    for text in (rule.id, rule.why_patient, rule.why_team, PACK.digest):
        assert text in words
    cited = words_of(section(page, "statements"))
    for statement in (PACK.statements[id] for id in rule.statements):
        assert f"{statement.id} {statement.claim}" in cited
    assert cited.count("Goes beyond the leaflet") == sum(PACK.statements[id].beyond for id in rule.statements)
    followed = words_of(section(page, "readings"))
    for reading in (PACK.readings[number] for number in rule.readings):
        assert f"{reading.number}. {reading.title}" in followed
        assert " ".join(reading.text.split()) in followed
    given = words_of(section(page, "advice"))
    for id in rule.advice:
        assert f"{id}: by this rule" in given


def test_a_rule_says_what_fires_it_what_it_gives_and_what_it_drops(desk: Client) -> None:
    page = main_of(desk, "/rulebook/rules/temperature-high/")
    assert "Hospital now" in words_of(page)
    assert (
        "“Temperature” is over 37.5 °C in this report or any report of the last 24 hours"
        " (a declined reading counts as over)"
    ) in words_of(section(page, "fires"))
    advice = words_of(section(page, "advice"))
    assert "Call 020 7946 0123 now, day or night." in advice
    assert "Left out beside: tell ward nurse now." in advice
    assert "gentle_exercise: dropped by “call hospital now”" in advice
    assert "ward_when_to_call: given only below “Tell the team”" in advice


def test_a_rule_that_asks_withholds_what_reassures(desk: Client) -> None:
    page = main_of(desk, "/rulebook/rules/capillary-leak-days-unknown/")
    assert "the answer asks for “Days since last drip”" in words_of(section(page, "fires"))
    page = words_of(main_of(desk, "/rulebook/rules/swelling-ankles/"))
    assert "It reassures, so it is withheld while something is still to ask." in page


def test_a_rule_has_every_worked_case_that_fires_it_and_the_near_misses(desk: Client) -> None:
    cases = [case for case in load_cases(pack_folder("aldesleukin"), PACK) if case.by_hand]
    firing = [c.id for c in cases if "temperature-low" in run_case(c, PACK, assess).assessment.rules]
    page = main_of(desk, "/rulebook/rules/temperature-low/")
    fires, near = section(page, "cases"), section(page, "near")
    assert fires.count('class="aldea-case"') == len(firing)
    assert "35.9 is below the limit" in words_of(fires)
    assert (
        "Person: home ; Temperature: 35.9 °C ; Everything else: nothing to report"
        " Expected Urgency: Hospital now ; Reasons: INFECT-5 ; No reasons: FLU-2"
    ) in words_of(fires)
    assert "Exactly 36 is not below the limit" in words_of(near)
    assert "Does not hold" not in page
    assert "Route: Injection under the skin" in words_of(section(page, "people"))


def test_earlier_reports_and_local_settings_of_a_case_are_shown(desk: Client) -> None:
    assert "20 hours before: Temperature: 38.2 °C" in words_of(
        main_of(desk, "/rulebook/rules/temperature-high/")
    )
    assert re.search(r"fluid build-up: 3 ", words_of(main_of(desk, "/rulebook/rules/weight-gain-measured/")))


def test_the_list_leads_to_the_booklet_and_it_is_printed_on_the_day(desk: Client) -> None:
    assert 'href="/rulebook/booklet.pdf"' in main_of(desk, "/rulebook/")
    with edge.replaced(clock=lambda: datetime(2026, 12, 1, 23, 30, tzinfo=UTC)):
        response = desk.get("/rulebook/booklet.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="aldesleukin-{PACK.version}-booklet.pdf"'
    )
    assert "1December2026" in pages_of(response.content)[0]


def test_a_rule_that_is_none_is_not_there(desk: Client) -> None:
    assert desk.get("/rulebook/rules/no-such-rule/").status_code == 404


def test_a_rule_shows_what_is_proved_of_it_by_whom_and_of_which_version(desk: Client) -> None:
    shown = main_of(desk, "/rulebook/rules/temperature-high/")
    record = read_record(PACK)
    assert record is not None
    assert "Each finding has at least its level" in shown
    assert record.solver in shown
    assert PACK.digest[:19] in shown
    assert "approved by nobody yet" in shown


def test_proofs_of_another_version_count_for_nothing(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    record = read_record(PACK)
    assert record is not None
    other = replace(record, pack_digest="sha256:0")
    monkeypatch.setattr("aldea.site.rulebook.proofs_page.read_record", lambda _pack: other)
    for address in ("/rulebook/proofs/", "/rulebook/rules/cough/"):
        shown = main_of(desk, address)
        assert "Nothing of this version" in shown
        assert "Each finding has at least its level" not in shown


def test_without_a_record_the_page_says_that_nothing_is_proved(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aldea.site.rulebook.proofs_page.read_record", lambda _pack: None)
    assert "no solver was asked" in main_of(desk, "/rulebook/proofs/")


def test_the_proofs_say_what_they_do_not_say(desk: Client) -> None:
    shown = main_of(desk, "/rulebook/proofs/")
    assert "never lower and never higher" in shown
    assert "a clinician has to say so" in shown


def test_the_trace_has_every_statement_and_what_serves_it(desk: Client) -> None:
    page = main_of(desk, "/rulebook/trace/")
    assert re.findall(r'<tr id="([A-Z0-9-]+)"', page) == list(PACK.statements)
    row = page[page.index('<tr id="INFECT-5"') :]
    row = row[: row.index("</tr>")]
    assert "temperature-low" in linked_rules(row)
    assert 'href="/topics/' in row
    assert "Served" in words_of(row)
    assert "35.9-is-below-the-limit" in words_of(row)


def test_the_trace_is_narrowed_by_status(desk: Client) -> None:
    counts = {
        status: main_of(desk, f"/rulebook/trace/?status={status}").count("<tr id=")
        for status in ("served", "planned", "open", "no-such-status")
    }
    assert counts["served"] + counts["planned"] == len(PACK.statements) == counts["no-such-status"]
    assert counts["planned"] == len({id for topic in PACK.topics for id in topic.planned})
    page = main_of(desk, "/rulebook/trace/?status=open")
    assert "No statement has this status." in words_of(page)
    assert page.count('aria-current="true"') == 1


def test_the_decisions_have_their_text_and_the_rules_that_follow_them(desk: Client) -> None:
    page = main_of(desk, "/rulebook/decisions/")
    assert [int(number) for number in re.findall(r'id="reading-(\d+)"', page)] == list(range(1, 22))
    for number, reading in PACK.readings.items():
        part = section(page, f"reading-{number}")
        assert " ".join(reading.text.split()) in words_of(part)
        assert set(linked_rules(part)) == {rule.id for rule in PACK.rules if number in rule.readings}
    assert "No single rule follows it" in words_of(section(page, "reading-20"))


def test_the_pages_print_without_navigation(desk: Client) -> None:
    page = main_of(desk, "/rulebook/")
    for part in ("<nav", '<form method="get"'):
        tag = page[page.index(part) :].split(">", 1)[0]
        assert "aldea-no-print" in tag, part
    assert "rulebook.css" in desk.get("/rulebook/rules/cough/").content.decode()
