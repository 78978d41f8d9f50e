"""What the demo says about its hospital, which does not exist. Its number is from the range for fiction."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HOSPITAL = {
    "ALDEA_HOSPITAL_NAME": "Example General Hospital",
    "ALDEA_HOSPITAL_NUMBER": "020 7946 0123",
    "ALDEA_HOURS_OF_COVER": "The team reads reports from 8 am to 8 pm, every day.",
    "ALDEA_DUE_MINUTES": "emergency_999=0,hospital_now=15,doctor_straight_away=30,"
    "contact_hospital=60,tell_team=480",
    "ALDEA_ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
}

DECIDED = {
    "team_number": "020 7946 0456",
    "cover": "Mon-Sun 08:00-20:00",
    "unreachable_step": "The consultant on call, Dr Imogen Invented, 020 7946 0789",
    "check_every.during": "1",
    "check_every.after": "7",
}
"""What the demo's administrator has decided; the rest of the settings stays blank, to be seen."""

PASSWORD = "aldea demo"  # noqa: S105  it is printed on the sign-in page of the demo


@dataclass(frozen=True)
class SignIn:
    """A sign-in of the demo: its e-mail address, and who that is."""

    email: str
    who: str | Promise


SIGN_INS = (
    SignIn("ada@example.org", _("patient")),
    SignIn("carla@example.org", _("carer of Eve Instance")),
    SignIn("nora@example.org", _("nurse of the Kidney Team")),
    SignIn("nils@example.org", _("second nurse of the Kidney Team")),
    SignIn("mona@example.org", _("nurse of the Skin Team")),
    SignIn("amir@example.org", _("administrator")),
    SignIn("sofia@example.org", _("safety officer")),
    SignIn("rita@example.org", _("relative of Ada Example, told what to do and no more")),
)
