"""Accept an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, connection
from django.db.utils import ProgrammingError

from hamkke.accounts.errors import AlreadyHeld, InvitationUnknown, NotToYourself
from hamkke.accounts.keys import hash_of
from hamkke.accounts.models import Membership, RoleChange
from hamkke.accounts.queries.invitation import invitation_of, was_offered_by
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day

if TYPE_CHECKING:
    from datetime import datetime


def accept_invitation(*, person_id: int, secret: str, now: datetime) -> Membership:
    """This function will give the person the role that the link or code offers, once.

    Works under the identity role alone. Raises InvitationUnknown, NotToYourself (who offered a
    role cannot take it), AlreadyHeld.
    """
    found = invitation_of(secret=secret, now=now)
    if was_offered_by(change_id=found.change_id, person_id=person_id):
        raise NotToYourself
    who = Identity(person_id, None, civil_day(now))
    try:
        with acting_as(roles.IDENTITY, who), connection.cursor() as cursor:
            cursor.execute("select accounts_accept_invitation(%s, %s)", [hash_of(secret), now])
            membership_id = cursor.fetchone()[0]
            record_action(
                viewer=who,
                action="accept_invitation",
                subject=RoleChange(pk=found.change_id),
                now=now,
            )
    except IntegrityError as error:
        raise AlreadyHeld from error
    except ProgrammingError as error:
        raise InvitationUnknown from error
    return Membership.objects.select_related("organization", "class_group").get(pk=membership_id)
