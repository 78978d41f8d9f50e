"""Sign-in: who may, with which words, and how the secrets of one-time codes are kept."""

import base64
import hashlib
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from aldea.people.models import Account
from aldea.people.sign_in import limit_session


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No public sign-up, no message on every sign-in, and errors in our words."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both."),
        "too_many_login_attempts": _("There were too many wrong tries. Wait 15 minutes, then try again."),
        "rate_limited": _("There were too many wrong tries. Wait 15 minutes, then try again."),
        "incorrect_code": _("That code is not right. Wait for the next code and enter that one."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password is not right."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """People come by invitation only."""
        return False

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """The page that follows says what happened."""


class OneTimeCodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of one-time codes encrypted with a key made from the site's secret key."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That code is not right. Wait for the next code and enter that one."),
    }

    def _cipher(self) -> Fernet:
        digest = hashlib.sha256(b"one-time codes:" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))

    def encrypt(self, text: str) -> str:
        """The text, unreadable without the key."""
        return self._cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text that was encrypted."""
        return self._cipher().decrypt(encrypted_text.encode()).decode()


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail address and password; how long the sign-in lasts follows from the role."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        self.fields["login"].error_messages |= {
            "required": _("Enter your e-mail address."),
            "invalid": _("Enter an e-mail address, such as name@example.org."),
        }
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Enter your password.")

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        """Sign in, or go on to the one-time code."""
        response: HttpResponse = super().login(request, redirect_url)
        if isinstance(request.user, Account):
            limit_session(request, request.user)
        return response


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before sign-in is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].error_messages["required"] = _("Enter your password.")


class NewPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The old password, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = _("Your password now")
        self.fields["password1"].label = _("New password")
        self.fields["password2"].label = _("New password once more")
        for field in self.fields.values():
            field.error_messages["required"] = _("Fill in this password.")


class _CodeLabel:
    """Names the code in our words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("One-time code")  # type: ignore[attr-defined]
        self.fields["code"].error_messages["required"] = _("Enter the code.")  # type: ignore[attr-defined]


class CodeForm(_CodeLabel, AuthenticateForm):  # type: ignore[misc]
    """The one-time code, or a recovery code, at sign-in."""


class ConfirmCodeForm(_CodeLabel, ReauthenticateCodeForm):  # type: ignore[misc]
    """The one-time code once more, before sign-in is changed."""


class SetUpCodeForm(_CodeLabel, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new phone."""
