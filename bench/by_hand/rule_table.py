"""The rules of the leaflet, typed out: urgency, statements, advice. The most urgent first, as answers \
    list them."""

from dataclasses import dataclass

from aldea.language.urgency import Urgency

NOW, DOCTOR, CONTACT = Urgency.HOSPITAL_NOW, Urgency.DOCTOR_STRAIGHT_AWAY, Urgency.CONTACT_HOSPITAL
TEAM, SELF, EMERGENCY = Urgency.TELL_TEAM, Urgency.SELF_CARE, Urgency.EMERGENCY_999


@dataclass(frozen=True, slots=True)
class HandRule:
    """One rule; `place` is where it stands among all."""

    place: int
    id: str
    urgency: Urgency
    statements: tuple[str, ...]
    advice: tuple[str, ...]


def _rules(urgency: Urgency, rows: str) -> list[tuple[str, Urgency, list[str], list[str]]]:
    """One rule a line: id, statements, and advice after a bar."""
    found = []
    for row in rows.strip().splitlines():
        cited, _, advice = row.partition("|")
        id_, *statements = cited.split()
        found.append((id_, urgency, statements, advice.split()))
    return found


_TYPED = [
    *_rules(
        EMERGENCY,
        """
        collapsed BEYOND-1
        severe-breathlessness BEYOND-2
        crushing-chest-pain BEYOND-3
        stroke-signs BEYOND-4
        heavy-bleeding BEYOND-5
    """,
    ),
    *_rules(
        NOW,
        """
        temperature-high INFECT-2
        temperature-over-personal-limit INFECT-2 INFECT-12 | follow_team_advice
        temperature-low INFECT-5
        temperature-under-personal-limit INFECT-5 INFECT-12 | follow_team_advice
        feels-feverish BEYOND-9
        suddenly-unwell INFECT-3
        shivering INFECT-4 INFECT-6
        chills-without-a-reading INFECT-2 FLU-2
        sore-throat INFECT-4 INFECT-7 MOUTH-3 | ask_mouthwash fluids_plenty soft_toothbrush \
            avoid_alcohol avoid_tobacco avoid_irritating_foods
        cough INFECT-4 INFECT-8 LUNG-2 LUNG-1
        sudden-cough CLOT-2 INFECT-4 INFECT-8 LUNG-2 LUNG-1
        coughing-blood INFECT-4 INFECT-8 LUNG-2 LUNG-1 BLEED-2
        breathless INFECT-4 INFECT-9 LUNG-2 HEART-3 LUNG-1 ANAEM-4
        sudden-breathlessness CLOT-2 INFECT-4 INFECT-9 LUNG-2 HEART-3 LUNG-1 ANAEM-4
        breathing-problem-worse INFECT-4 INFECT-9 LUNG-2 HEART-3 LUNG-3
        urinating-often INFECT-4 INFECT-11
        urine-discomfort INFECT-4 INFECT-11
        diarrhoea INFECT-4 INFECT-10 DIARR-4 | fluids_2l avoid_alcohol avoid_caffeine avoid_milk \
            avoid_high_fat avoid_high_fibre
        limb-throbbing-pain CLOT-1
        limb-redness CLOT-1
        limb-swelling CLOT-1
        injection-site-not-sure CLOT-1
        sharp-chest-pain CLOT-3 HEART-2
        limb-weakness NERVE-1
        tingling NERVE-2
        capillary-leak-faint-dizzy-sick CLS-3
        capillary-leak-diarrhoea CLS-4
        capillary-leak-breathless CLS-5
        capillary-leak-fast-heartbeat CLS-6
        capillary-leak-swelling CLS-7
        capillary-leak-at-home BEYOND-10
        capillary-leak-days-unknown CLS-1
        capillary-leak-route-unknown CLS-1
    """,
    ),
    *_rules(
        DOCTOR,
        """
        chest-pain HEART-2
        dizzy HEART-3 ANAEM-5
        faint HEART-3 ANAEM-5
        fast-heartbeat HEART-4
        slow-heartbeat HEART-4
        nosebleed NOSE-2 BLEED-3
        pinprick-spots SKIN-3 BLEED-5
        rectal-bleeding DIARR-5
        black-stools DIARR-6
        vomiting-blood DIARR-7
        rash SKIN-3
        skin-peeling SKIN-3
        skin-blistering SKIN-3
        skin-colour-not-sure SKIN-3
        anxious MOOD-1 | no_driving
        agitated MOOD-1 | no_driving
        confused MOOD-1 | no_driving
        sleep-problems MOOD-2 | no_driving
        hallucinations MOOD-3 | no_driving
    """,
    ),
    *_rules(
        CONTACT,
        """
        nausea-continues NAUSEA-4 | contact_hospital_soon
        vomited-more-than-once NAUSEA-5 | contact_hospital_soon
        constipation CONST-5 | fluids_2l eat_high_fibre gentle_exercise ask_laxatives
        vision-change EYE-3
        feels-unwell SIDE-8
        pregnant BEYOND-6 PREG-1 | ask_pregnancy
    """,
    ),
    *_rules(
        TEAM,
        """
        bleeding-gums BLEED-4
        unexplained-bruising BLEED-2
        unexplained-bleeding BLEED-2
        pale-skin ANAEM-2
        lack-of-energy ANAEM-3
        appetite-three-days APPET-2 APPET-3 | ask_food_supplements
        skin-colour-change SIDE-2 SKIN-1 SKIN-2 | ask_creams
        dry-itchy-skin SIDE-2 SKIN-1 SKIN-2 | ask_creams
        skin-condition-worse SIDE-2 SKIN-4 SKIN-2 | ask_creams
        injection-site-on-the-drip SIDE-2
        swelling-ankles SIDE-2 FLUID-1 | ask_about_fluids swelling_improves_slowly
        swelling-legs SIDE-2 FLUID-1 | ask_about_fluids swelling_improves_slowly
        swelling-face SIDE-2 FLUID-1 | ask_about_fluids swelling_improves_slowly
        weight-gain SIDE-2 FLUID-1 | ask_about_fluids swelling_improves_slowly
        weight-gain-measured SIDE-2 FLUID-1 | ask_about_fluids swelling_improves_slowly
        passing-little-urine SIDE-2 KIDNEY-3 | ask_about_fluids
        sore-mouth MOUTH-3 | ask_mouthwash fluids_plenty soft_toothbrush avoid_alcohol avoid_tobacco \
            avoid_irritating_foods
        mouth-ulcers MOUTH-3 MOUTH-1 | ask_mouthwash fluids_plenty soft_toothbrush avoid_alcohol \
            avoid_tobacco avoid_irritating_foods
        wheezing LUNG-1
        eyes-sore EYE-1 | ask_eye_drops
        headache HEAD-1 | ask_painkillers
        blocked-nose NOSE-1
        muscle-or-joint-pain MSK-1 | ask_painkillers
        pain-not-improving MSK-2 | ask_painkillers
        thirst-or-urine SUGAR-1
        glucose-above-usual SUGAR-3 SUGAR-2 | ask_diabetes_dose
        other-effect SIDE-2
        new-medicine MEDS-1 | list_all_medicines
        vaccine-inactivated VACC-3 VACC-1 | inactivated_vaccine_ok ask_about_vaccine
        vaccine-live-or-unknown VACC-3 | ask_about_vaccine
        dental-treatment DENTAL-2 | ask_before_dental
        fertility-worry FERT-1 | discuss_fertility
        missed-dose BEYOND-7 COURSE-1 | ask_missed_dose
        missed-blood-test BEYOND-8 INFECT-14 | blood_test_first
    """,
    ),
    *_rules(
        SELF,
        """
        nausea NAUSEA-2 NAUSEA-3 | antisickness_as_explained small_sips small_meals
        vomited NAUSEA-2 NAUSEA-3 | antisickness_as_explained small_sips small_meals
        appetite-a-day-or-two APPET-1 | do_not_worry_appetite
        injection-site SITE-1 SITE-2 SITE-3 | change_injection_site ask_site_advice
        hair-thinning HAIR-1 HAIR-2 | ask_hair_advice
        sleepy TIRED-3 | no_driving
        tired TIRED-1 TIRED-2 | pace_yourself gentle_exercise
        flu-like FLU-2 | fluids_plenty rest
        other-treatment DENTAL-1 MEDS-2 | tell_other_clinicians
        breastfeeding BREAST-1 | no_breastfeeding
    """,
    ),
]
RULES = {
    id_: HandRule(place, id_, urgency, tuple(statements), tuple(advice))
    for place, (id_, urgency, statements, advice) in enumerate(_TYPED)
}
