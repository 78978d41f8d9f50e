"""Django settings. What a hospital sets comes from the environment (see ``environment``)."""

import os
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from aldea.site import demo_settings
from aldea.site.environment import (
    parse_database_url,
    parse_kilograms,
    parse_minutes,
    parse_switch,
    parse_time_zone,
    sqlite_database,
)

_environment = os.environ
_site = Path(__file__).resolve().parent

# The hospital. Blank here means missing: see ``environment.missing_settings`` and ``refusal``.
ALDEA_DEMO = parse_switch(_environment, "ALDEA_DEMO")
_hospital = {**(demo_settings.HOSPITAL if ALDEA_DEMO else {}), **_environment}
ALDEA_HOSPITAL_NAME = _hospital.get("ALDEA_HOSPITAL_NAME", "")
ALDEA_HOSPITAL_NUMBER = _hospital.get("ALDEA_HOSPITAL_NUMBER", "")
ALDEA_HOURS_OF_COVER = _hospital.get("ALDEA_HOURS_OF_COVER", "")
ALDEA_DUE_MINUTES = parse_minutes(_hospital.get("ALDEA_DUE_MINUTES", ""))
ALDEA_ALERT_FROM = _hospital.get("ALDEA_ALERT_FROM") or "tell_team"
ALDEA_LOCAL_WEIGHT_GAIN_KG = parse_kilograms(_hospital, "ALDEA_LOCAL_WEIGHT_GAIN_KG")
ALDEA_PACK = _hospital.get("ALDEA_PACK") or "aldesleukin"
ALDEA_METRICS_TOKEN = _environment.get("ALDEA_METRICS_TOKEN", "").strip()
ALDEA_DATA_DIR = Path(_environment.get("ALDEA_DATA_DIR") or "var").resolve()

# A key of the moment lets commands run without the real one; the server refuses to start without it.
SECRET_KEY = _environment.get("ALDEA_SECRET_KEY") or secrets.token_urlsafe(50)
DEBUG = False
ALLOWED_HOSTS = [host.strip() for host in _hospital.get("ALDEA_ALLOWED_HOSTS", "").split(",") if host.strip()]
CSRF_TRUSTED_ORIGINS = [] if ALDEA_DEMO else [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "aldea.audit",
    "aldea.people",
    "aldea.hospital",
    "aldea.reports",
    "aldea.alerts",
    "aldea.site",
]

MIDDLEWARE = [
    "aldea.site.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "aldea.site.middleware.ForMachines",
    "aldea.site.static_files.StaticFiles",
    "aldea.site.middleware.NeverStored",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "aldea.site.middleware.KeepsTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "aldea.site.middleware.SecondStep",
    "aldea.site.middleware.LedBySignIn",
    "aldea.site.middleware.SentBack",
]

ROOT_URLCONF = "aldea.site.urls"
WSGI_APPLICATION = "aldea.site.wsgi.application"

_context_processors = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "aldea.site.context.hospital",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_site / "design" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "aldea.site.jinja.environment",
            "context_processors": _context_processors,
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _context_processors},
    },
]

DATABASES = {
    "default": parse_database_url(_environment["DATABASE_URL"])
    if _environment.get("DATABASE_URL")
    else sqlite_database(ALDEA_DATA_DIR / "aldea.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# In the database, so that all workers count wrong guesses together, and a restart forgets none.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}}

# Accounts (django-allauth). There is no public sign-up: people come by invitation.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "aldea.site.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_FORMS = {
    "login": "aldea.site.sign_in.SignInForm",
    "reauthenticate": "aldea.site.sign_in.ConfirmPasswordForm",
    "change_password": "aldea.site.sign_in.NewPasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/5m/ip,5/15m/key",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "aldea.site.sign_in.OneTimeCodeAdapter"
MFA_FORMS = {
    "authenticate": "aldea.site.sign_in.CodeForm",
    "reauthenticate": "aldea.site.sign_in.ConfirmCodeForm",
    "activate_totp": "aldea.site.sign_in.SetUpCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Aldea (demo)" if ALDEA_DEMO else "Aldea"
MFA_TOTP_TOLERANCE = 1
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # Aldea sends no e-mail.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Language, place and time.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [_site / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = parse_time_zone(_hospital, "ALDEA_TIME_ZONE")

# Static files: collected, hashed and compressed once, served by whitenoise.
STATIC_URL = "/static/"
STATIC_ROOT = ALDEA_DATA_DIR / "static"
STATICFILES_DIRS = [_site / "design" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "aldea.site.static_files.HashedWhenCollected"},
}
WHITENOISE_USE_FINDERS = True

# Safety of the connection. The demo runs on 127.0.0.1 without a certificate.
_secure = not ALDEA_DEMO
SECURE_SSL_REDIRECT = _secure
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]  # machines ask from beside the server, in the clear
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_HSTS_PRELOAD = _secure
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = _secure
CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "aldea.site.views.form_refused"
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
if parse_switch(_environment, "ALDEA_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_identifiers": {"()": "aldea.site.logs.WithoutIdentifiers"}},
    "formatters": {"line": {"()": "aldea.site.logs.LineFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "filters": ["without_identifiers"], "formatter": "line"}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
    },
}
