"""A small pack with readings that fix all its answers, for planted changes."""

from fractions import Fraction
from pathlib import Path

from aldea.language.conditions import AllOf, AnyOf, ContextIs, Over, Yes
from aldea.language.pack import Pack
from aldea.language.urgency import Urgency
from aldea.proofs import load_readings
from aldea.proofs.readings import ReadingsFile
from tests.spec.small_packs import pack, rule

FRAIL = ContextIs("frail", frozenset({"yes", "not_sure"}), unknown_counts=True)
RULES = (
    rule("cough", Yes("cough"), Urgency.HOSPITAL_NOW),
    rule("fever", Over("fever", Fraction("37.5"), Fraction(24)), Urgency.HOSPITAL_NOW, ("S-2",)),
    rule("rash-of-the-frail", AllOf((Yes("rash"), FRAIL)), Urgency.TELL_TEAM),
)
FINDINGS = """
findings:
  - {finding: {cough: raised}, level: hospital_now, statements: [S-1]}
  - {finding: {fever: over 37.5 Cel in 24 h}, level: hospital_now, statements: [S-2]}
  - {finding: {fever: declined}, level: hospital_now, statements: [S-2]}
  - {finding: {rash: raised}, where: may_be_frail, level: tell_team, statements: [S-1]}
"""
READINGS = """
readings_of: small
status: draft
approved_by: nobody
harmless:
  fever: {at_least: 36 Cel, at_most: 37.5 Cel, above_own: limit, below_own: limit}
  jab: none
not_sure_counts_as: {times: 2}
counts_as_no_reading: {fever: tablet}
circumstances:
  may_be_frail:
    - {frail: ["yes", not sure, unknown]}
groups: {}
advice: []
level_advice:
  self_care: level_self_care
  tell_team: level_tell_team
  contact_hospital: level_contact_hospital
  doctor_straight_away: level_doctor_straight_away
  hospital_now: level_hospital_now
  emergency_999: level_emergency_999
telephone: {ward: may_be_frail, ward_advice: level_tell_team, from: contact_hospital, advice: []}
gives_way: {}
reassures: []
also_asked: []
"""
LEVELS = (
    "self_care",
    "tell_team",
    "contact_hospital",
    "doctor_straight_away",
    "hospital_now",
    "emergency_999",
)
REASONS = "reasons_of_advice:\n" + "".join(f"  level_{level}: [S-3]\n" for level in LEVELS)


def small_pack() -> Pack:
    return pack(*RULES)


def read(tmp_path: Path, findings: str = FINDINGS, reasons: str = REASONS) -> ReadingsFile:
    path = tmp_path / "small.readings.yaml"
    path.write_text(READINGS + findings + reasons, encoding="utf-8")
    return load_readings(small_pack(), path)


def always_twice() -> AnyOf:
    """A condition of which either part can be taken away."""
    return AnyOf((Yes("cough"), Yes("cough")))
