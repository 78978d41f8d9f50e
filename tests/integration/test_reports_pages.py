"""The pages of the check: what they ask, what they say, and where they lead."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from aldea.people.models import Patient
from aldea.reports.models import Check, Report
from tests.integration.check_walk import WELL, answer, know, send, shown_errors, start, walk, walk_to

pytestmark = pytest.mark.django_db


def test_a_well_person_meets_at_most_12_screens_and_taps_few_times(phone: Client, ada: Patient) -> None:
    met = ["/check/", *walk(phone, start(phone, ada), {})]
    assert len(met) <= 12
    assert [address.rsplit("/", 1)[-1] for address in met[1:]] == [
        "emergency", "temperature", "general", "chest", "tummy", "urine",
        "head", "skin", "limbs", "other", "answers",
    ]  # fmt: skip
    taps = len(met) + 9 + 1 + 1  # a button on each page, 9 times 'none of these', the reading, the medicine
    assert taps <= 23
    assert send(phone, met[-1]).startswith("/reports/")
    assert Report.objects.get().assessment.urgency == "none"


def test_the_person_on_the_drip_says_on_the_first_screen_where_they_are(
    phone: Client, ada: Patient, now: datetime
) -> None:
    know(ada, "route", "intravenous", date(2026, 11, 20), now)
    first = start(phone, ada)
    assert "Are you in hospital now?" in phone.get(first).content.decode()
    missing = phone.post(first, {"noticed": "none-of-these"}, follow=True)
    assert shown_errors(missing.content.decode())[0] == "Say whether you are in hospital now"
    met = walk(phone, first, {"emergency": {"noticed": "none-of-these", "in_hospital": "yes"}})
    assert len(met) + 1 <= 12
    send(phone, met[-1])
    report = Report.objects.get()
    assert report.context["in_hospital"] is True
    assert report.assessment.shown["calls"] == []


def test_at_home_on_injections_nobody_asks_where_the_person_is(phone: Client, ada: Patient) -> None:
    assert "Are you in hospital now?" not in phone.get(start(phone, ada)).content.decode()


def test_each_page_says_whose_check_it_is_the_step_and_the_number(phone: Client, ada: Patient) -> None:
    met = walk(
        phone,
        start(phone, ada),
        {"other": {"noticed": "other_effect"}, "other-more": {"other_effect": "x"}},
    )
    for address in met:
        page = phone.get(address).content.decode()
        assert "Your check, Ada Example" in page, address
        assert "of 11" in page, address
        assert 'href="tel:02079460123"' in page, address


def test_an_emergency_is_sent_at_once_with_what_is_known(phone: Client, ada: Patient) -> None:
    first = start(phone, ada)
    address = answer(phone, first, noticed=["severe_breathlessness", "not-sure"])
    report = Report.objects.get()
    assert address == f"/reports/{report.pk}"
    assert report.observations == {"severe_breathlessness": True}
    assert report.assessment.urgency == "emergency_999"
    assert report.assessment.shown["calls"][0]["id"] == "999"


def test_not_sure_of_an_emergency_is_an_emergency(phone: Client, ada: Patient) -> None:
    page = answer(phone, start(phone, ada), noticed=["not-sure"])
    address = answer(phone, page, noticed=["stroke_signs"])
    assert address.startswith("/reports/")
    assert Report.objects.get().assessment.urgency == "emergency_999"


def test_follow_ups_come_on_one_page_after_their_group(phone: Client, ada: Patient) -> None:
    met = walk(
        phone,
        start(phone, ada),
        {
            "chest": {"noticed": ["cough", "chest_pain"]},
            "chest-more": {"sudden_cough": "no", "sharp_chest_pain": "unsure"},
        },
    )
    assert [address.rsplit("/", 1)[-1] for address in met].count("chest-more") == 1
    send(phone, met[-1])
    observations = Report.objects.get().observations
    assert (observations["sudden_cough"], observations["sharp_chest_pain"]) == (False, "unsure")
    assert observations["sudden_breathlessness"] is False


def test_nothing_chosen_is_a_kind_error_beside_the_field(phone: Client, ada: Patient) -> None:
    first = start(phone, ada)
    page = phone.post(first, {}, follow=True).content.decode()
    assert "There is a problem" in page
    assert 'href="#noticed"' in page
    assert page.count("Tick what applies, or tick “None of these”") == 2
    assert "<title>Error: " in page
    assert phone.get(first).status_code == 200
    assert Check.objects.get().answers == {}


def test_an_impossible_temperature_is_refused_and_stays_to_be_mended(phone: Client, ada: Patient) -> None:
    temperature = answer(phone, start(phone, ada), noticed="none-of-these")
    page = phone.post(
        temperature, {"reading": "375", "unit": "Cel", "paracetamol_24h": "no"}, follow=True
    ).content.decode()
    assert "375 °C cannot be a body temperature" in shown_errors(page)[0]
    assert 'value="375"' in page


def test_another_reading_can_be_added_without_losing_what_is_typed(phone: Client, ada: Patient) -> None:
    temperature = answer(phone, start(phone, ada), noticed="none-of-these")
    page = phone.post(
        temperature, {"reading": "37,4", "unit": "Cel", "add": "reading"}, follow=True
    ).content.decode()
    assert page.count('name="reading"') == 2
    assert 'value="37,4"' in page
    answer(phone, temperature, reading=["37,4", "38"], unit="Cel", paracetamol_24h="no")
    assert [str(value) for value in Check.objects.get().answers["temperature"]] == ["37.4", "38"]


def test_free_text_says_that_nobody_reads_it_at_once_and_repeats_the_signs(
    phone: Client, ada: Patient
) -> None:
    other = walk_to(phone, start(phone, ada), "other")
    page = phone.get(answer(phone, other, noticed=["other_effect"])).content.decode()
    assert "Nobody reads this text at once" in page
    assert "my lips are blue or grey" in page
    assert "call 999" in page


def test_the_check_of_the_answers_shows_them_and_lets_them_be_changed(phone: Client, ada: Patient) -> None:
    said: dict[str, dict[str, Any]] = {
        "tummy": {"noticed": ["vomiting_24h"]},
        "tummy-more": {"vomiting_24h": "3"},
    }
    met = walk(phone, start(phone, ada), said)
    page = phone.get(met[-1]).content.decode()
    assert "Being sick (vomiting): 3 times" in page
    assert "36.8 °C" in page
    more = met[-1].replace("answers", "tummy-more")
    assert f'href="{more}"' in page
    assert answer(phone, more, vomiting_24h="1") == met[-1]
    assert "Being sick (vomiting): 1 time" in phone.get(met[-1]).content.decode()


def test_a_screen_comes_back_as_it_was_filled_in(phone: Client, ada: Patient) -> None:
    first = start(phone, ada)
    answer(phone, first, **WELL)
    page = phone.get(first).content.decode()
    assert page.count(" checked") == 1
    assert 'value="none-of-these" checked' in page


def test_the_check_of_the_answers_waits_for_every_screen(phone: Client, ada: Patient) -> None:
    first = start(phone, ada)
    answers = first.replace("emergency", "answers")
    assert phone.get(answers).headers["Location"] == first
    assert send(phone, answers) == first
    assert not Report.objects.exists()
