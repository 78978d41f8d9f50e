"""Django's commands for an installation, such as ``python -m aldea.site invite_practitioner --help``."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aldea.site.settings")
    execute_from_command_line([f"{sys.executable} -m aldea.site", *sys.argv[1:]])
