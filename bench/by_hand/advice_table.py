"""The advice of the leaflet, typed out in its order: statements cited, and what drops it after a bar."""

from aldea.language.urgency import Urgency

_TYPED = """
call_999 BEYOND-1 BEYOND-2 BEYOND-3 BEYOND-4 BEYOND-5 | tell_ward_nurse_now
call_hospital_now INFECT-2 INFECT-3 INFECT-4 INFECT-5 NERVE-1 NERVE-2 CLOT-4 | tell_ward_nurse_now
tell_doctor_now DIARR-5 DIARR-6 DIARR-7 SKIN-3 LUNG-2 MOOD-1 MOOD-2 MOOD-3 NOSE-2 HEART-2 HEART-3 \
    HEART-4 | tell_ward_nurse_now
contact_hospital DIARR-4 CONST-5 SIDE-8 EYE-3 | tell_ward_nurse_now
contact_hospital_soon NAUSEA-4 NAUSEA-5 | call_999 call_hospital_now tell_doctor_now tell_ward_nurse_now
tell_team SIDE-2
mention_next_time SIDE-2
call_111 CLOT-4 BEYOND-11 | call_999 tell_ward_nurse_now
tell_ward_nurse_now CLS-2 GIVEN-11
when_to_call SIDE-8 INFECT-2 INFECT-3 INFECT-4 INFECT-5 | tell_ward_nurse_now ward_when_to_call
ward_when_to_call CLS-2 GIVEN-11
save_numbers SIDE-9 | tell_ward_nurse_now ward_when_to_call
follow_team_advice INFECT-12
mention_every_medicine MEDS-1
fluids_plenty FLU-3 MOUTH-4 CLOT-6 | ask_about_fluids follow_fluid_limit
fluids_2l DIARR-2 CONST-2 | ask_about_fluids follow_fluid_limit
follow_fluid_limit BEYOND-12
ask_about_fluids KIDNEY-2 FLUID-1 BEYOND-12
record_fluids KIDNEY-2
small_sips NAUSEA-3
small_meals NAUSEA-3
do_not_worry_appetite APPET-1 | ask_food_supplements call_999 call_hospital_now contact_hospital \
    contact_hospital_soon tell_doctor_now tell_ward_nurse_now
rest FLU-3
pace_yourself TIRED-1
gentle_exercise TIRED-2 CONST-4 | call_111 call_999 call_hospital_now rest tell_doctor_now \
    tell_ward_nurse_now
stay_active CLOT-6 | call_111 call_999 call_hospital_now rest tell_doctor_now tell_ward_nurse_now
no_driving MOOD-4 TIRED-3
avoid_alcohol DIARR-3 MOUTH-5
avoid_caffeine DIARR-3
avoid_milk DIARR-3
avoid_high_fat DIARR-3
avoid_high_fibre DIARR-3
eat_high_fibre CONST-3 | avoid_high_fibre
avoid_tobacco MOUTH-5
avoid_irritating_foods MOUTH-5
soft_toothbrush MOUTH-2
ice_chips MOUTH-6 | no_ice
no_ice MOUTH-7
medicines_as_explained SIDE-4
antisickness_as_explained NAUSEA-2
change_injection_site SITE-2
swelling_improves_slowly FLUID-2 | call_999 call_hospital_now tell_ward_nurse_now
ask_painkillers HEAD-1 MSK-1 MSK-2
ask_mouthwash MOUTH-3
ask_creams SKIN-2
ask_eye_drops EYE-2
ask_laxatives CONST-5
ask_food_supplements APPET-3
ask_site_advice SITE-3
ask_hair_advice HAIR-2
ask_diabetes_dose SUGAR-2 SUGAR-3 BEYOND-13
ask_missed_dose BEYOND-7
blood_test_first INFECT-14 BEYOND-8
ask_pregnancy BEYOND-6 PREG-1 | tell_ward_nurse_now
no_pregnancy PREG-1 | ask_pregnancy
use_contraception PREG-2 | ask_pregnancy
no_breastfeeding BREAST-1
discuss_fertility FERT-1
no_live_vaccine VACC-2
inactivated_vaccine_ok VACC-1 | no_live_vaccine
ask_about_vaccine VACC-3
list_all_medicines MEDS-1
tell_other_clinicians MEDS-2 DENTAL-1
ask_before_dental DENTAL-2
"""

STATEMENTS: dict[str, tuple[str, ...]] = {}
DROPPED_WHEN: dict[str, frozenset[str]] = {}
for _row in _TYPED.strip().splitlines():
    _cited, _, _drops = _row.partition("|")
    _id, *_statements = _cited.split()
    STATEMENTS[_id] = tuple(_statements)
    if _drops.strip():
        DROPPED_WHEN[_id] = frozenset(_drops.split())
ORDER = {id_: place for place, id_ in enumerate(STATEMENTS)}
REASSURES = frozenset(("do_not_worry_appetite", "swelling_improves_slowly"))
LEVEL = {
    Urgency.EMERGENCY_999: "call_999",
    Urgency.HOSPITAL_NOW: "call_hospital_now",
    Urgency.DOCTOR_STRAIGHT_AWAY: "tell_doctor_now",
    Urgency.CONTACT_HOSPITAL: "contact_hospital",
    Urgency.TELL_TEAM: "tell_team",
    Urgency.SELF_CARE: "mention_next_time",
}
