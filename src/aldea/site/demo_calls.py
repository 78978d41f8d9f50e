"""What the demo shows besides reports and alerts: settings, calls, a correction, an end, a pause."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from aldea.alerts import use_cases as alerts
from aldea.alerts.models import Alert
from aldea.hospital.use_cases import decide
from aldea.language import Urgency
from aldea.people.models import Account, EndReason, Patient
from aldea.people.use_cases import PatientDetails, pause_reminders, register_caller
from aldea.reports.call_log import CallDetails
from aldea.reports.use_cases import start_call, start_correction
from aldea.site.demo_people import DemoPeople
from aldea.site.demo_reports import Said, finish, send
from aldea.site.demo_settings import DECIDED


@dataclass(frozen=True)
class OtherStories:
    """Tells them through the use cases, as they would have happened."""

    people: DemoPeople
    now: datetime
    new_id: Callable[[], UUID]

    def settings(self) -> None:
        """Some settings are decided, some are still blank."""
        amir = self.people.accounts["amir"]
        for key, value in DECIDED.items():
            why = "Agreed with the lead nurse for this demo."
            decide(amir, key, value, why, self.now - timedelta(days=30), self.new_id)

    def calls(self) -> None:
        """A patient calls whom everybody knows, and a caller whom nobody finds."""
        nora = self.people.accounts["nora"]
        at = self.now - timedelta(hours=5)
        self._call(
            nora, self.people.patients["finn"], Said("36.8", noticed=frozenset({"sleep_problems"})), at
        )
        team = nora.teams.get()
        details = PatientDetails("Lou Unknown", date(1963, 10, 10), "", "01632 960333", team)
        today = timezone.localdate(self.now)
        caller = register_caller(nora, details, self.now - timedelta(hours=2), today, self.new_id)
        self._call(nora, caller, Said("38.1", noticed=frozenset({"chills"})), self.now - timedelta(hours=2))

    def ends(self) -> None:
        """One treatment has ended, one patient has died, one has asked for no reminders."""
        nora, nils = self.people.accounts["nora"], self.people.accounts["nils"]
        jon, kim = self.people.patients["jon"], self.people.patients["kim"]
        send(self.people.accounts["jon"], jon, Said("36.6"), self.now - timedelta(days=6), self.new_id)
        before = self.now - timedelta(days=4)
        alerts.end_use(nora, jon, EndReason.TREATMENT_ENDED, before, self.new_id)
        alerts.end_use(nils, kim, EndReason.DIED, before, self.new_id)
        gina = self.people.patients["gina"]
        until = timezone.localdate(self.now) + timedelta(days=5)
        pause_reminders(self.people.accounts["gina"], gina, until, self.now, self.new_id)

    def correction(self) -> None:
        """Ada has mistyped her temperature this morning, and put it right."""
        ada, account = self.people.patients["ada"], self.people.accounts["ada"]
        at = self.now - timedelta(hours=4)
        wrong = send(account, ada, Said("36.1", weight="63.1"), at, self.new_id)
        later = at + timedelta(minutes=12)
        check = start_correction(account, wrong, later, self.new_id)
        finish(
            account,
            check,
            {"temperature": {"reading": ["36.7"], "unit": ["Cel"], "paracetamol_24h": ["no"]}},
            later,
        )
        alerts.send_check(account, check, later, self.new_id)

    def unreached(self) -> None:
        """Ivy was called twice in vain: the next named step waits. A nurse finds it graver than the rules."""
        nora, ivy = self.people.accounts["nora"], self.people.patients["ivy"]
        report = send(
            self.people.accounts["ivy"],
            ivy,
            Said("36.9", noticed=frozenset({"sore_mouth", "lack_of_energy"})),
            self.now - timedelta(hours=6),
            self.new_id,
        )
        alert = Alert.objects.get(events__report=report)
        alerts.see_alert(nora, alert.pk, self._ago(5.9), self.new_id)
        alerts.claim(self._act(nora, alert, 5.9))
        reason = "Sounded confused on the telephone yesterday."
        alerts.judge(self._act(nora, alert, 5.8), Urgency.CONTACT_HOSPITAL, reason)
        for hours in (5.5, 1.5):
            again = self._ago(hours) + timedelta(minutes=30)
            alerts.not_reached(self._act(nora, alert, hours), again, "Rang out.")

    def _call(self, nurse: Account, patient: Patient, said: Said, at: datetime) -> None:
        call = CallDetails(at, "patient", patient.name, patient.telephone, "I do not feel right.")
        check = start_call(nurse, patient, call, at, self.new_id)
        finish(nurse, check, {}, at, said)
        alerts.send_check(nurse, check, at, self.new_id)

    def _act(self, account: Account, alert: Alert, hours: float) -> alerts.Act:
        return alerts.Act(account, alert.pk, self._ago(hours), self.new_id(), self.new_id)

    def _ago(self, hours: float) -> datetime:
        return self.now - timedelta(hours=hours)
