"""What the answers of a guardian have in common: PostgreSQL decides, letters tell, audit keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.errors import GuardianLinkUnknown
from hamkke.accounts.models import ChildSignUp, RoleChange
from hamkke.audit.actions.record_action import record_action
from hamkke.database.identity import Identity, civil_day
from hamkke.mail.actions.queue_mail import queue_mail

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.guardian_letters import Letter


def nobody(now: datetime) -> Identity:
    """This function will return the identity of who has no account: a link is the proof."""
    return Identity(None, None, civil_day(now))


def typed_by_child(change_id: int) -> ChildSignUp:
    """This function will return what a waiting child typed. Raises GuardianLinkUnknown."""
    typed = ChildSignUp.objects.filter(key_id=change_id).first()
    if typed is None:
        raise GuardianLinkUnknown
    return typed


def settle(statement: str, *values: str | datetime) -> None:
    """This function will have PostgreSQL decide. Raises GuardianLinkUnknown."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except ProgrammingError as error:
        raise GuardianLinkUnknown from error


def tell(address: str, letter: Letter, *, purpose: str, now: datetime) -> None:
    """This function will queue a letter to a guardian or a child without an account."""
    queue_mail(
        identity=nobody(now),
        address=address,
        subject=letter.subject,
        text=letter.text,
        purpose=purpose,
        now=now,
    )


def record(action: str, change_id: int, now: datetime) -> None:
    """This function will write the audit row of an answer, about the invitation it closes."""
    record_action(viewer=nobody(now), action=action, subject=RoleChange(pk=change_id), now=now)
