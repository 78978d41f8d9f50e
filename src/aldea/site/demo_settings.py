"""What the demo says about its hospital, which does not exist. Its number is from the range for fiction."""

HOSPITAL = {
    "ALDEA_HOSPITAL_NAME": "Example General Hospital",
    "ALDEA_HOSPITAL_NUMBER": "020 7946 0123",
    "ALDEA_HOURS_OF_COVER": "The team reads reports from 8 am to 8 pm, every day.",
    "ALDEA_DUE_MINUTES": "emergency_999=0,hospital_now=15,contact_hospital=60,tell_team=480",
    "ALDEA_ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
}
