"""The check over time: sent once, counted on, carried within a cycle, and too old after a while."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from aldea.people.models import Patient
from aldea.reports.models import Check, Report
from tests.integration.check_walk import WELL, Clock, answer, know, send, start, walk

pytestmark = pytest.mark.django_db


def test_sent_twice_it_is_one_report(phone: Client, ada: Patient) -> None:
    met = walk(phone, start(phone, ada), {})
    assert send(phone, met[-1]) == send(phone, met[-1])
    assert Report.objects.count() == 1


def test_the_back_button_after_sending_leads_to_the_answer(phone: Client, ada: Patient) -> None:
    met = walk(phone, start(phone, ada), {})
    answer_page = send(phone, met[-1])
    for address in met:
        assert phone.get(address).headers["Location"] == answer_page
    assert phone.post(met[1], WELL).headers["Location"] == answer_page


def test_a_second_report_asks_what_came_since_the_first(phone: Client, ada: Patient, clock: Clock) -> None:
    said: dict[str, dict[str, Any]] = {
        "tummy": {"noticed": ["vomiting_24h"]},
        "tummy-more": {"vomiting_24h": "1"},
    }
    send(phone, walk(phone, start(phone, ada), said)[-1])
    clock.pass_by(hours=6)
    met = walk(phone, start(phone, ada), said)
    page = phone.get(met[-1].replace("answers", "tummy-more")).content.decode()
    assert "How many times since your last report?" in page
    assert "3:05 am on 24 November 2026" in page
    send(phone, met[-1])
    second = Report.objects.first()
    assert second is not None
    assert second.assessment.urgency == "contact_hospital"
    assert [str(each["observations"]["vomiting_24h"]) for each in second.assessment.history] == ["1"]


def test_a_day_later_it_asks_for_the_last_24_hours(phone: Client, ada: Patient, clock: Clock) -> None:
    said: dict[str, dict[str, Any]] = {
        "tummy": {"noticed": ["vomiting_24h"]},
        "tummy-more": {"vomiting_24h": "1"},
    }
    send(phone, walk(phone, start(phone, ada), said)[-1])
    clock.pass_by(hours=25)
    met = walk(phone, start(phone, ada), said)
    page = phone.get(met[-1].replace("answers", "tummy-more")).content.decode()
    assert "How many times in the last 24 hours?" in page


def test_what_is_asked_once_a_cycle_is_carried_shown_with_its_date_and_can_be_changed(
    phone: Client, ada: Patient, clock: Clock, now: datetime
) -> None:
    know(ada, "phase", "during", date(2026, 11, 20), now)
    send(phone, walk(phone, start(phone, ada), {"other": {"noticed": ["breastfeeding"]}})[-1])
    clock.pass_by(hours=24)
    met = walk(phone, start(phone, ada), {})
    other = phone.get(met[-2]).content.decode()
    assert "I breastfeed" not in other
    page = phone.get(met[-1]).content.decode()
    assert "This was told on 24 November 2026" in page
    again = met[-1].replace("answers", "other-again")
    assert f'href="{again}"' in page
    assert "I breastfeed" in phone.get(again).content.decode()
    assert answer(phone, again, breastfeeding="no", fertility_worry="no") == met[-1]
    send(phone, met[-1])
    second = Report.objects.first()
    assert second is not None
    assert second.observations["breastfeeding"] is False


def test_a_new_cycle_or_none_recorded_asks_it_again(
    phone: Client, ada: Patient, clock: Clock, now: datetime
) -> None:
    send(phone, walk(phone, start(phone, ada), {"other": {"noticed": ["breastfeeding"]}})[-1])
    clock.pass_by(hours=24)
    assert "I breastfeed" in phone.get(walk(phone, start(phone, ada), {})[-2]).content.decode()
    know(ada, "phase", "during", date(2026, 11, 25), now)
    assert "I breastfeed" in phone.get(walk(phone, start(phone, ada), {})[-2]).content.decode()


def test_what_was_told_on_change_is_named_with_its_date(phone: Client, ada: Patient, clock: Clock) -> None:
    send(phone, walk(phone, start(phone, ada), {"other": {"noticed": ["pregnant"]}})[-1])
    clock.pass_by(hours=24)
    other = walk(phone, start(phone, ada), {})[-2]
    assert "This was told on 24 November 2026" in phone.get(other).content.decode()


def test_a_check_that_was_begun_long_ago_is_not_sent(phone: Client, ada: Patient, clock: Clock) -> None:
    met = walk(phone, start(phone, ada), {})
    clock.pass_by(hours=5)
    assert send(phone, met[-1]) == "/check/?too-old=1"
    assert phone.get(met[3]).headers["Location"] == "/check/?too-old=1"
    assert "too old to send now" in phone.get("/check/?too-old=1").content.decode()
    assert not Report.objects.exists()


def test_a_check_that_was_not_sent_can_be_continued(phone: Client, ada: Patient, clock: Clock) -> None:
    answer(phone, start(phone, ada), **WELL)
    clock.pass_by(minutes=20)
    check = Check.objects.get()
    assert f"/check/{check.pk}/" in phone.get("/check/").content.decode()
    assert phone.get(f"/check/{check.pk}/").headers["Location"] == f"/check/{check.pk}/temperature"
