"""Delete a person's account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.accounts.errors import LastOfBodies
from hamkke.accounts.models import Person
from hamkke.accounts.queries.holdings import left_alone
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day

if TYPE_CHECKING:
    from datetime import datetime


def erase_person(*, person_id: int, now: datetime) -> bool:
    """This function will delete an account, everywhere signed out; True: the name went as well.

    Name and memberships stay where something that was done refers to them. Works under the identity
    role alone, for the person or for a child's guardian. Raises LastOfBodies.
    """
    who = Identity(person_id, None, civil_day(now))
    with acting_as(roles.IDENTITY, who), transaction.atomic():
        bodies = left_alone()
        if bodies:
            raise LastOfBodies(names=", ".join(bodies))
        record_action(viewer=who, action="erase_person", subject=Person(pk=person_id), now=now)
        with connection.cursor() as cursor:
            cursor.execute("select accounts_erase_me(%s)", [now])
            return bool(cursor.fetchone()[0])
