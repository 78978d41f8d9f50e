"""How accounts are made and found by their sign-in name."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.base_user import BaseUserManager

if TYPE_CHECKING:
    from aldea.people.models import Account


def plain_email(email: str) -> str:
    """The one spelling under which an e-mail address is stored: trimmed, lower case."""
    return email.strip().lower()


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; the caller brings the id."""

    def create_account(self, id: UUID, email: str, name: str, role: str, password: str) -> "Account":
        """Store a new account with a hashed password."""
        account = self.model(id=id, email=plain_email(email), name=name, role=role)
        account.set_password(password)
        account.save(force_insert=True)
        return account

    def get_by_natural_key(self, username: Any) -> "Account":
        """The account with this e-mail address, however it was capitalised."""
        return self.get(email=plain_email(str(username)))
