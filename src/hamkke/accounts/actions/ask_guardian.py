"""Ask a child's guardian for consent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.answers import nobody, record, tell
from hamkke.accounts.errors import AddressTaken, GuardianIsChild, InvitationUnknown
from hamkke.accounts.guardian_letters import asking_letter
from hamkke.accounts.keys import hash_of, hash_of_guardian, new_link
from hamkke.accounts.models import ChildSignUp
from hamkke.accounts.queries.addresses import is_taken
from hamkke.accounts.queries.guardian import ANSWER_WITHIN
from hamkke.accounts.queries.invitation import invitation_of
from hamkke.database import roles
from hamkke.database.identity import acting_as

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class NewChild:
    """What a child typed; without `guardian_email` the school gets the consent on paper."""

    name: str
    email: str
    password: str = field(repr=False)
    fourteen_on: date
    guardian_email: str = ""


def ask_guardian(*, secret: str, child: NewChild, site: str, now: datetime) -> datetime:
    """This function will keep what a child typed until the guardian answers; return until when.

    The code is used up; no account exists. Works under the identity role alone. Raises
    InvitationUnknown, GuardianIsChild, AddressTaken.
    """
    found = invitation_of(secret=secret, now=now)
    if child.guardian_email.lower() == child.email.lower():
        raise GuardianIsChild
    if is_taken(child.email):
        raise AddressTaken
    link, until = new_link(), now + ANSWER_WITHIN
    with acting_as(roles.IDENTITY, nobody(now)):
        _reserve(secret, child, link, until, now)
        ChildSignUp.objects.create(
            key_id=found.change_id,
            email=child.email.lower(),
            password=make_password(child.password),
            guardian_email=child.guardian_email,
            fourteen_on=child.fourteen_on,
            asked_at=now,
        )
        if child.guardian_email:
            letter = asking_letter(found, link=link, site=site, until=until)
            tell(child.guardian_email, letter, purpose="guardian", now=now)
        record("ask_guardian", found.change_id, now)
    return until


def _reserve(secret: str, child: NewChild, link: str, until: datetime, now: datetime) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select accounts_await_guardian(%s, %s, %s, %s, %s)",
                [hash_of(secret), child.name, hash_of_guardian(link), until, now],
            )
    except ProgrammingError as error:
        raise InvitationUnknown from error
