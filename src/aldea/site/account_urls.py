"""The addresses of sign-in: the pages of django-allauth that Aldea uses, and no others.

There is no public sign-up and no password by e-mail: both pages say who to ask.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as one_time_codes
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import TemplateView

_open_page = TemplateView.as_view

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path(
        "by-invitation/",
        login_not_required(_open_page(template_name="account/by_invitation.html")),
        name="account_signup",
    ),
    path(
        "cannot-sign-in/",
        login_not_required(_open_page(template_name="account/cannot_sign_in.html")),
        name="account_reset_password",
    ),
    path("sign-in/", second_step.index, name="mfa_index"),
    path("code/", second_step.authenticate, name="mfa_authenticate"),
    path("code/again/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("code/set-up/", one_time_codes.activate_totp, name="mfa_activate_totp"),
    path("code/stop/", one_time_codes.deactivate_totp, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
]
