"""The server's door. It stays shut while the hospital's settings are missing."""

import os

from django.core.wsgi import get_wsgi_application

from aldea.site.environment import letter_about, missing_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aldea.site.settings")

_missing = missing_settings(os.environ)
if _missing:
    raise SystemExit(letter_about(_missing))

application = get_wsgi_application()
