"""Two teams and their people, and the address of every page of the site that shows a record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from aldea.alerts.models import Alert
from aldea.people.models import Account, CarerLink, Invitation, Patient, Role
from aldea.people.use_cases import issue_invitation
from aldea.reports.models import Check, Report
from aldea.reports.use_cases import start_check
from aldea.site.demo_reports import Said, send
from tests.integration.conftest import People

OPEN = {
    "alert_card",
    "alert_card_pdf",
    "contact_card",
    "diary:paper",
    "emergency",
    "health",
    "metrics",
    "topics:advice",
    "topics:list",
    "topics:topic",
}
"""Pages that anybody reads, and that show no record."""

SIGN_IN = ("account_", "mfa_")
"""Pages of one's own sign-in: they show nobody else's."""


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            yield from names(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)


NAMES = [name for name in names(get_resolver()) if name not in OPEN and not name.startswith(SIGN_IN)]


@dataclass
class World:
    """Two teams, each with a patient, a carer and a nurse; and Ada's records, on which all is tried."""

    accounts: Mapping[str, Account]
    addresses: Mapping[str, str]


def build_world(people: People, ada: Patient, now: datetime) -> World:
    """Ada has sent a report that raised an alert, and has begun a check."""
    other = people.patient(people.team("Team B"), "Ben Sample")
    assert ada.account is not None
    assert other.account is not None
    report = send(ada.account, ada, Said("37.6"), now, uuid4)
    draft = start_check(ada.account, ada, now, uuid4)
    carer = people.carer(ada)
    accounts = {
        "patient": ada.account,
        "carer": carer,
        "nurse": people.nurse(),
        "other_patient": other.account,
        "other_carer": people.carer(other),
        "other_nurse": people.nurse(people.team("Team B")),
        "withdrawn": people.carer(ada, withdrawn_at=now),
        "administrator": people.administrator(),
        "safety_officer": people.account("safety_officer"),
    }
    link = CarerLink.objects.get(account=carer)
    issue_invitation(accounts["nurse"], ada, Role.PATIENT, "a token", now, uuid4)
    return World(accounts, _addresses(ada, report, draft, link, accounts["nurse"]))


def _addresses(
    ada: Patient, report: Report, draft: Check, link: CarerLink, nurse: Account
) -> Mapping[str, str]:
    alert = Alert.objects.get()
    arguments: Mapping[str, list[Any]] = {
        "people:context": [ada.pk],
        "people:record_item": [ada.pk, "route"],
        "people:invitations": [ada.pk],
        "people:withdraw_carer": [link.pk],
        "people:welcome": ["not-a-token"],
        "people:take_on": ["not-a-token"],
        "reports:resume": [draft.pk],
        "reports:send": [draft.pk],
        "reports:discard": [draft.pk],
        "reports:stand_alone": [draft.pk],
        "reports:screen": [draft.pk, "emergency"],
        "alerts:answer": [report.pk],
        "alerts:progress": [report.pk],
        "alerts:text_read": [report.pk],
        "alerts:alert": [alert.pk],
        "alerts:take": [alert.pk],
        "alerts:act": [alert.pk, "note"],
        "alerts:record": [ada.pk],
        "people:match_caller": [ada.pk],
        "people:staff_member": [nurse.pk],
        "people:change_carer": [link.pk],
        "people:slip": [Invitation.objects.get().pk],
        "people:agree_carer": [link.pk],
        "hospital:setting": ["number"],
        "reports:call": [ada.pk],
        "reports:part_caller": [ada.pk],
        "reports:correct": [report.pk],
        "reports:reminders": [ada.pk],
        "alerts:reports_about": [ada.pk],
        "alerts:contact": [alert.pk],
        "alerts:summary": [ada.pk],
        "alerts:use": [ada.pk],
        "rulebook:rule": ["temperature-high"],
    }
    return {name: reverse(name, args=arguments.get(name, [])) for name in NAMES}
