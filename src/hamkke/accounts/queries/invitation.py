"""An invitation as whoever holds its link or code sees it; under the identity role."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from hamkke.accounts.chain import FAMILY
from hamkke.accounts.errors import InvitationUnknown
from hamkke.accounts.keys import LONGEST_SECRET, hash_of
from hamkke.accounts.models import Role
from hamkke.accounts.queries.roles import role_label
from hamkke.organizations.queries.class_groups import class_group
from hamkke.organizations.queries.places import organization, school_level

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is offered: a role in an organization, perhaps of a class, from a day."""

    change_id: int
    role: str
    level: str
    organization_name: str
    role_name: str
    class_name: str
    name: str
    email: str
    came_by_mail: bool
    valid_from: date
    expires_at: datetime

    @property
    def asks_age(self) -> bool:
        """Whether it is for a pupil, who may be a child."""
        return self.role == Role.STUDENT

    @property
    def is_for_family(self) -> bool:
        """Whether it is for a pupil or a parent, and no work."""
        return self.role in FAMILY

    def is_sent_to(self, email: str) -> bool:
        """This function will tell that who is here can read what is sent to this address."""
        return self.came_by_mail and email.lower() == self.email.lower()


def invitation_of(*, secret: str, now: datetime) -> Invitation:
    """This function will return the open invitation of a link or code. Raises InvitationUnknown."""
    if len(secret) > LONGEST_SECRET:
        raise InvitationUnknown
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_find_invitation(%s)", [hash_of(secret)])
        row = cursor.fetchone()
    if row is None:
        raise InvitationUnknown
    change_id, organization_id, role, class_group_id, name, email, by_mail, start, until = row
    if until <= now:
        raise InvitationUnknown
    group = class_group(class_group_id) if class_group_id else None
    return Invitation(
        change_id=change_id,
        role=role,
        level=group.level if group else school_level(organization_id),
        organization_name=organization(organization_id).name,
        role_name=role_label(role),
        class_name=group.label if group else "",
        name=name,
        email=email,
        came_by_mail=by_mail,
        valid_from=start,
        expires_at=until,
    )


def was_offered_by(*, change_id: int, person_id: int) -> bool:
    """This function will tell whether the person proposed or confirmed the change."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_offered(%s::bigint, %s::bigint)", [change_id, person_id])
        return bool(cursor.fetchone()[0])
