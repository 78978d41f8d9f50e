"""Rows that are inserted once and stay as they are."""

from typing import Any, NoReturn

from django.db import models


class AppendOnlyRowError(Exception):
    """Raised when code tries to change or delete a row that is written once."""

    def __init__(self) -> None:
        super().__init__("This row is written once and stays as it is. To put it right, append another one.")


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A query set that reads and inserts, and refuses everything else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyRowError

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyRowError

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyRowError


class AppendOnlyRow(models.Model):
    """A row that is inserted once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; one that is already stored cannot be saved again."""
        if not self._state.adding:
            raise AppendOnlyRowError
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyRowError
