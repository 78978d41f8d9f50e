"""What ``check --deploy`` looks at besides Django's own checks."""

import os
from typing import Any

from django.core.checks import Error, Tags, register

from aldea.site.environment import missing_settings


def hospital_is_described(**_kwargs: Any) -> list[Error]:
    """One error for each local setting that is missing."""
    return [
        Error(f"{required.name} is not set.", hint=f"What for: {required.purpose}", id="aldea.E001")
        for required in missing_settings(os.environ)
    ]


def connect() -> None:
    """Register the check for deployment."""
    register(hospital_is_described, Tags.security, deploy=True)
