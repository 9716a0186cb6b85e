"""How an application stands, for whoever holds its secret."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from hamkke.database.errors import NotVisible
from hamkke.directory.models import ApplicationState
from hamkke.directory.rules import kept_until
from hamkke.directory.secret import hash_of

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Status:
    """An application as its applicant sees it."""

    name: str
    state: str
    reason: str
    submitted_at: datetime
    decided_at: datetime | None
    district: str

    @property
    def is_refused(self) -> bool:
        """Whether it was refused."""
        return self.state == ApplicationState.REFUSED

    @property
    def kept_until(self) -> date | None:
        """The last day on which a refused application is kept."""
        return kept_until(self.decided_at) if self.is_refused and self.decided_at else None

    @property
    def is_approved(self) -> bool:
        """Whether it was approved."""
        return self.state == ApplicationState.APPROVED


def application_status(*, secret: str) -> Status:
    """This function will return how the application of `secret` stands. Raises NotVisible."""
    with connection.cursor() as cursor:
        cursor.execute("select * from directory_find_application(%s)", [hash_of(secret)])
        row = cursor.fetchone()
    if row is None:
        raise NotVisible
    return Status(*row)
