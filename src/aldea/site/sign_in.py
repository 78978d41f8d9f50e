"""Sign-in: who may, with which form, and how the secrets of one-time codes are kept."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No public sign-up, and no message on every sign-in."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """People come by invitation only."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that follows says what happened."""


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password, with labels in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["password"].label = _("Password")


class OneTimeCodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of one-time codes encrypted with a key made from the site's secret key."""

    def _cipher(self) -> Fernet:
        digest = hashlib.sha256(b"one-time codes:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        """The text, unreadable without the key."""
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was encrypted."""
        return self._cipher().decrypt(encrypted_text.encode()).decode()
