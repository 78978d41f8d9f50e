"""An emergency that is ticked is answered with 999 and stored, whatever became of its check meanwhile."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.http import HttpRequest
from django.test import Client

from aldea.alerts.models import Alert
from aldea.audit.models import AuditEvent
from aldea.people.models import Account, Patient
from aldea.people.protocol import current_pack
from aldea.reports import use_cases
from aldea.reports.models import Check, Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import FEVER
from tests.integration.check_walk import Clock, send, start, walk
from tests.integration.conftest import People
from tests.integration.pages import words

pytestmark = pytest.mark.django_db
Says = Callable[[Said], Report]
SignIn = Callable[[Account], Client]
COLLAPSED = {"noticed": ["collapsed"]}


@pytest.fixture
def theirs(people: People, ada: Patient, signed_in: SignIn) -> Client:
    """The phone of Ada's carer."""
    return signed_in(people.carer(ada))


def begin_correction(client: Client, report: Report) -> str:
    """The address of its first screen."""
    begun = client.post(f"/reports/{report.pk}/correct").headers["Location"]
    return str(begun).removesuffix("answers") + "emergency"


def tick(client: Client, address: str) -> Report:
    """Tick an emergency there; the report that it became, whose page says 999."""
    sent = client.post(address, COLLAPSED).headers["Location"]
    assert "999" in client.get(sent).content.decode()
    return Report.objects.get(pk=sent.rsplit("/", 1)[-1])


def assert_stands_alone(report: Report, at: datetime) -> None:
    assert (report.corrects, report.at) == (None, at)
    assert report.observations["collapsed"] is True
    assert report.assessment.urgency == "emergency_999"
    assert Alert.objects.get().urgency == "emergency_999"


def test_a_correction_that_somebody_else_has_sent_already(
    phone: Client, theirs: Client, says: Says, clock: Clock
) -> None:
    wrong = says(FEVER)
    address = begin_correction(phone, wrong)
    send(theirs, begin_correction(theirs, wrong).removesuffix("emergency") + "answers")
    clock.pass_by(minutes=5)
    report = tick(phone, address)
    assert_stands_alone(report, clock())
    assert "temperature" not in report.observations  # that was said of another time
    kept = AuditEvent.objects.get(action="check.stands_alone")
    assert (kept.subject_id, kept.detail) == (str(report.pk), {"corrected": str(wrong.pk)})


def test_a_correction_that_was_left_open_past_its_day(phone: Client, says: Says, clock: Clock) -> None:
    address = begin_correction(phone, says(FEVER))
    clock.pass_by(hours=25)
    assert_stands_alone(tick(phone, address), clock())


def test_a_correction_that_is_overtaken_while_it_is_stored(
    phone: Client, theirs: Client, says: Says, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = says(FEVER)
    address = begin_correction(phone, wrong)
    send(theirs, begin_correction(theirs, wrong).removesuffix("emergency") + "answers")
    monkeypatch.setattr("aldea.reports.queries.may_correct", lambda *_args: True)
    assert_stands_alone(tick(phone, address), clock())


def test_a_correction_that_was_discarded(phone: Client, says: Says) -> None:
    address = begin_correction(phone, says(FEVER))
    phone.post(address.removesuffix("emergency") + "discard")
    assert tick(phone, address).assessment.urgency == "emergency_999"


@pytest.mark.parametrize("screen", ["emergency", "emergency-not-sure"])
def test_an_old_page_of_a_check_that_was_sent(phone: Client, ada: Patient, clock: Clock, screen: str) -> None:
    answers = walk(phone, start(phone, ada), {})[-1]
    send(phone, answers)
    clock.pass_by(minutes=5)
    assert_stands_alone(tick(phone, answers.removesuffix("answers") + screen), clock())
    assert Report.objects.count() == 2


def test_pressed_twice_it_is_one_report(phone: Client, ada: Patient) -> None:
    address = start(phone, ada)
    assert tick(phone, address) == tick(phone, address)
    assert Report.objects.count() == 1


def test_the_second_of_two_presses_in_one_moment_meets_the_answer(
    phone: Client, ada: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = start(phone, ada)
    stored = use_cases.save_screen

    def sent_meanwhile(actor: Account, check: Check, *screen: object) -> use_cases.Saved:
        Check.objects.filter(pk=check.pk).update(sent_at=check.started_at)
        return stored(actor, check, *screen)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(use_cases, "save_screen", sent_meanwhile)
    response = phone.post(address, COLLAPSED)
    assert (response.status_code, response.headers["Location"]) == (302, address)


def test_the_page_of_what_is_not_sure_left_open_overnight(phone: Client, ada: Patient, clock: Clock) -> None:
    address = phone.post(start(phone, ada), {"noticed": ["not-sure"]}).headers["Location"]
    assert address.endswith("/emergency-not-sure")
    clock.pass_by(hours=9)
    assert tick(phone, address).observations["collapsed"] == "unsure"


def test_a_sign_wins_over_none_of_these(phone: Client, ada: Patient) -> None:
    sent = phone.post(start(phone, ada), {"noticed": ["collapsed", "none-of-these"]}).headers["Location"]
    assert sent.startswith("/reports/")
    assert Report.objects.get().assessment.urgency == "emergency_999"


def test_a_screen_that_is_refused_says_999_above_what_is_wrong(phone: Client, ada: Patient) -> None:
    """As when the signs of the page were worded anew since it was drawn."""
    address = start(phone, ada)
    phone.post(address, {"noticed": ["a-sign-of-yesterday"]})
    page = words(phone.get(address).content.decode())
    assert page.index("Call 999 now") < page.index("There is a problem")
    assert "Nobody was told yet" in page


def test_nothing_else_that_is_refused_speaks_of_999_first(phone: Client, ada: Patient) -> None:
    address = start(phone, ada)
    phone.post(address, {})
    page = words(phone.get(address).content.decode())
    assert "There is a problem" in page
    assert "You ticked an emergency sign" not in page


def test_a_failure_of_ours_after_a_form_says_whom_to_call(
    phone: Client, ada: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_request: HttpRequest, *_args: object) -> None:
        raise RuntimeError

    address = start(phone, ada)
    monkeypatch.setattr("aldea.reports.views.check.parse_screen", broken)
    monkeypatch.setattr("aldea.reports.use_cases.save_screen", broken)
    phone.raise_request_exception = False
    emergency = phone.post(address, COLLAPSED)
    page = words(emergency.content.decode())
    assert emergency.status_code == 500
    assert "You ticked an emergency sign. The team was not told." in page
    other = words(phone.post(address, {"noticed": ["none-of-these"]}).content.decode())
    assert "What you sent may not have arrived" in other
    assert "Call 999" in other
    assert "You ticked an emergency sign" not in other


def test_every_sign_of_the_pack_is_answered(phone: Client, ada: Patient) -> None:
    signs = [item.id for item in current_pack().observations.values() if item.group == "emergency"]
    for sign in signs:
        assert phone.post(start(phone, ada), {"noticed": [sign]}).headers["Location"].startswith("/reports/")
    assert Report.objects.count() == len(signs) > 3
