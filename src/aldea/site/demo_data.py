"""Everything that has happened in the demo hospital before you look at it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from aldea.alerts import use_cases as alerts
from aldea.alerts.models import Alert
from aldea.care.alert_life import Decision
from aldea.care.alert_states import NextDose, Outcome
from aldea.people.models import Account
from aldea.reports.models import Report
from aldea.site.demo_calls import OtherStories
from aldea.site.demo_people import DemoPeople, load_people
from aldea.site.demo_reports import NewId, Said, send

ADA_TEMPERATURES = (
    "36.7",
    "36.9",
    "36.6",
    "37.0",
    "36.8",
    "36.7",
    "36.6",
    "36.8",
    "37.1",
    "36.9",
    "37.4",
    "37.2",
    "36.8",
    "36.7",
    "37.3",
    "36.9",
    "36.8",
    "37.0",
)
BEN_WEIGHTS = ("82.4", "82.6", "82.5", "82.9", "83.1", "83.0", "83.4")


def seed(now: datetime, new_id: Callable[[], UUID]) -> None:
    """Fill an empty database, with ``now`` as the moment at which the demo is opened."""
    people = load_people(now, timezone.localdate(now), new_id)
    _Story(people, now, new_id).tell()


class _Story:
    def __init__(self, people: DemoPeople, now: datetime, new_id: NewId) -> None:
        self.people = people
        self.now = now
        self.new_id = new_id

    def tell(self) -> None:
        """From the oldest to the newest, as it would have happened."""
        other = OtherStories(self.people, self.now, self.new_id)
        other.settings()
        self.good_days()
        self.closed_alerts()
        other.ends()
        other.unreached()
        other.calls()
        other.correction()
        self.open_alerts()

    def good_days(self) -> None:
        """Three weeks of reports that asked for nobody."""
        for place, reading in enumerate(ADA_TEMPERATURES):
            self.report("ada", Said(reading, weight=f"{64.8 - place * 0.1:.1f}"), days=20 - place)
        for place, weight in enumerate(BEN_WEIGHTS):
            self.report("ben", Said("36.9", weight=weight), days=9 - place)
        self.report("ada", Said("37.2", noticed=frozenset({"hair_thinning"})), days=2)

    def closed_alerts(self) -> None:
        """Some that the team has dealt with, each in another way."""
        fever = self.report("ada", Said("37.9", noticed=frozenset({"chills"})), days=12, hours=-3)
        self.close(fever, "nora", Outcome.ATTEND_TODAY, "Blood cultures taken, home with antibiotics.")
        rash = self.report("ben", Said(noticed=frozenset({"rash"})), days=6, hours=-2)
        self.close(rash, "nils", Outcome.CALLED_BACK, "Seen by the doctor by video, cream prescribed.")
        sleep = self.report("gina", Said(noticed=frozenset({"sleep_problems", "lack_of_energy"})), days=3)
        self.close(sleep, "mona", Outcome.ADVISED, "Sleep and rest talked through, seen by the doctor.")
        wrong = self.report("hal", Said("37.9"), days=9)
        self.close(wrong, "mona", Outcome.NO_ACTION, "Mistyped: called, and the thermometer says 36.9.")

    def open_alerts(self) -> None:
        """One of each kind that a nurse meets at the beginning of a shift."""
        itchy = Said(
            noticed=frozenset({"dry_itchy_skin", "other_effect"}), told={"other_effect": "My nails look odd."}
        )
        self.report("gina", itchy, hours=20)
        sick = Said(
            "37.1", noticed=frozenset({"vomiting_24h"}), told={"vomiting_24h": "3", "vomiting_blood": "no"}
        )
        unreached = self.alert(self.report("ben", sick, hours=3))
        nurse = self.people.accounts["nora"]
        alerts.see_alert(nurse, unreached.pk, self.ago(hours=2.9), self.new_id)
        alerts.claim(self.act(nurse, unreached, hours=2.9))
        again = self.now + timedelta(minutes=25)
        alerts.not_reached(self.act(nurse, unreached, hours=0.2), again, "No answer twice, voicemail left.")
        self.report("dan", Said(noticed=frozenset({"dizzy"})), hours=1)
        self.report("cleo", Said("36.9", noticed=frozenset({"fast_heartbeat"}), in_hospital=True), hours=0.2)
        taken = self.alert(self.report("hal", Said(noticed=frozenset({"vision_change"})), hours=0.5))
        mona = self.people.accounts["mona"]
        alerts.see_alert(mona, taken.pk, self.ago(hours=0.3), self.new_id)
        alerts.claim(self.act(mona, taken, hours=0.3))
        eve = Said("37.3", noticed=frozenset({"shivering"}))
        self.report("eve", eve, hours=0.1, by="carla")

    def report(self, patient: str, said: Said, days: float = 0, hours: float = 0, by: str = "") -> Report:
        """A report of somebody, so long ago."""
        reporter = self.people.accounts[by or patient]
        return send(reporter, self.people.patients[patient], said, self.ago(days, hours), self.new_id)

    def close(self, report: Report, nurse: str, outcome: Outcome, words: str) -> None:
        """A nurse looks at the alert of a report after ten minutes, takes it, and closes it."""
        account, alert = self.people.accounts[nurse], self.alert(report)
        at = report.at + timedelta(minutes=10)
        alerts.see_alert(account, alert.pk, at, self.new_id)
        alerts.claim(alerts.Act(account, alert.pk, at, self.new_id(), self.new_id))
        done = report.at + timedelta(minutes=35)
        decision = Decision(outcome, NextDose.GO_AHEAD, words)
        alerts.close(alerts.Act(account, alert.pk, done, self.new_id(), self.new_id), decision)

    def act(self, account: Account, alert: Alert, hours: float) -> alerts.Act:
        """Something that somebody did, so long ago."""
        return alerts.Act(account, alert.pk, self.ago(hours=hours), self.new_id(), self.new_id)

    def alert(self, report: Report) -> Alert:
        """The alert that a report opened or joined."""
        return Alert.objects.get(events__report=report)

    def ago(self, days: float = 0, hours: float = 0) -> datetime:
        """The moment so long before the demo was opened."""
        return self.now - timedelta(days=days, hours=hours)
