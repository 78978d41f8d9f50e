"""An administrator looks after who works with Aldea; a change holds at once."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from aldea.alerts import use_cases
from aldea.alerts.models import Alert
from aldea.audit.append_only import AppendOnlyRowError
from aldea.audit.models import AuditEvent
from aldea.people.models import Account
from aldea.people.staff_changes import StaffChange
from aldea.people.use_cases.staff import last_change
from aldea.reports.models import Report
from aldea.site.demo_reports import Said
from tests.integration.alert_cases import FEVER, act
from tests.integration.check_walk import Clock, shown_errors
from tests.integration.conftest import People
from tests.integration.pages import do, look, words

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


@pytest.fixture
def amir(people: People) -> Account:
    return people.administrator(name="Amir Example")


@pytest.fixture
def office(amir: Account, clock: Clock, signed_in: SignIn) -> Client:
    return signed_in(amir)


def save(office: Client, account: Account, **said: object) -> str:
    last = last_change(account)
    seen = str(last.pk) if last else ""
    sent = {"role": account.role, "teams": [], "is_active": "yes", "why": "Agreed.", "seen": seen, **said}
    return office.post(f"/staff/{account.pk}", sent, follow=True).content.decode()


def test_everybody_is_listed_with_role_and_teams(office: Client, nora: Account) -> None:
    page = office.get("/staff").content.decode()
    assert nora.name in page
    assert "Team A" in page
    assert "Amir Example" in page


def test_who_may_no_longer_sign_in_is_out_at_the_next_request(
    office: Client, desk: Client, nora: Account
) -> None:
    assert desk.get("/team/worklist").status_code == 200
    save(office, nora, teams=[str(nora.teams.get().pk)], is_active="no")
    assert desk.get("/team/worklist").headers["Location"].startswith("/accounts/login/")
    event = AuditEvent.objects.get(action="practitioner.changed")
    assert event.detail["is_active"] is False


def test_a_nurse_who_changes_teams_sees_the_other_patients_only(
    office: Client, desk: Client, nora: Account, people: People
) -> None:
    here, there = people.patient(), people.patient(people.team("Team B"), "Ben Sample")
    save(office, nora, teams=[str(there.team_id)])
    assert desk.get(f"/team/patients/{here.pk}").status_code == 404
    assert desk.get(f"/team/patients/{there.pk}").status_code == 200


def test_each_change_says_who_when_why_and_from_what_to_what(
    office: Client, nora: Account, people: People
) -> None:
    assert "Nothing yet." in office.get(f"/staff/{nora.pk}").content.decode()
    save(office, nora, teams=[str(people.team("Team B").pk)], why="She has moved.")
    save(office, nora, role="administrator", is_active="no", why="She has left.")
    page = words(office.get(f"/staff/{nora.pk}").content.decode())
    assert "Care teams: Team A, now Team B Changed 24 November 2026, 3:05 am by Amir Example: She has" in page
    assert "Role: nurse, now administrator; Care teams: Team B, now none; May sign in: yes, now no" in page
    assert page.index("She has left.") < page.index("She has moved.")


def test_the_second_of_two_administrators_is_told_what_the_first_changed(
    office: Client, nora: Account
) -> None:
    save(office, nora, role="safety_officer", why="A new post.")
    nora.refresh_from_db()
    page = save(office, nora, is_active="no", seen="")
    nora.refresh_from_db()
    assert nora.is_active
    assert "has changed this meanwhile: A new post. Look at what holds now, then save again." in words(page)
    save(office, nora, is_active="no")
    nora.refresh_from_db()
    assert not nora.is_active


def test_no_change_without_a_reason(office: Client, nora: Account) -> None:
    page = save(office, nora, teams=[str(nora.teams.get().pk)], is_active="no", why=" ")
    assert "Say why" in shown_errors(page)[0]
    nora.refresh_from_db()
    assert nora.is_active
    assert not StaffChange.objects.exists()


def test_a_change_is_never_rewritten(office: Client, nora: Account) -> None:
    save(office, nora, teams=[str(nora.teams.get().pk)], is_active="no")
    with pytest.raises(AppendOnlyRowError):
        StaffChange.objects.get().save()


def test_a_nurse_needs_a_team(office: Client, nora: Account) -> None:
    assert "Choose the team" in shown_errors(save(office, nora, teams=[]))[0]
    assert nora.teams.exists()


@pytest.mark.parametrize("said", [{"role": "nurse", "teams": "a team"}, {"is_active": "no"}])
def test_nobody_takes_their_own_access_away(
    office: Client, amir: Account, people: People, said: dict[str, str]
) -> None:
    sent: dict[str, object] = dict(said)
    if "teams" in sent:
        sent["teams"] = [str(people.team().pk)]
    assert "You cannot take your own access away" in shown_errors(save(office, amir, **sent))[0]
    amir.refresh_from_db()
    assert (amir.role, amir.is_active) == ("administrator", True)


def test_patients_and_strangers_are_no_staff(office: Client, people: People) -> None:
    patient = people.patient()
    assert patient.account is not None
    assert office.get(f"/staff/{patient.account.pk}").status_code == 404
    assert office.get(f"/staff/{uuid4()}").status_code == 404


@pytest.mark.parametrize("leaves", ["may not sign in", "another team", "another role"])
def test_what_a_nurse_leaves_behind_is_to_be_taken_over(
    office: Client, desk: Client, people: People, says: Callable[[Said], Report], leaves: str
) -> None:
    nils = people.nurse(name="Nils Example")
    says(FEVER)
    alert = Alert.objects.get()
    use_cases.see_alert(nils, alert.pk, alert.opened_at, uuid4)
    use_cases.claim(act(nils, alert, alert.opened_at))
    assert "Take it" not in words(desk.get("/team/worklist/rows").content.decode())
    team = people.team("Team B") if leaves == "another team" else people.team()
    role = "administrator" if leaves == "another role" else "nurse"
    allowed = "no" if leaves == "may not sign in" else "yes"
    save(office, nils, role=role, teams=[str(team.pk)], is_active=allowed)
    for address in ("/team/worklist/rows", "/team/handover", f"/team/alerts/{alert.pk}"):
        page = words(desk.get(address).content.decode())
        assert "Nils Example had it and can no longer act on it: take it over" in page
        assert "Nils Example has it" not in page
    assert "1 to take over" in words(desk.get("/team/worklist").content.decode())
    assert "You have this alert now." in words(do(desk, alert, "claim"))
    assert "Taken over by Nora Example" in words(look(desk, alert))
