"""What the actions on roles have in common: opening and deciding a change in PostgreSQL."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.chain import OF_A_CLASS, POWERFUL
from hamkke.accounts.errors import (
    AlreadyHeld,
    ChangedMeanwhile,
    ClassGroupOfAnother,
    MayNotGive,
)
from hamkke.accounts.keys import VALID_FOR
from hamkke.accounts.models import ChangeState, InvitationKey, Membership, RoleChange
from hamkke.accounts.rules import may_give
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import class_group
from hamkke.organizations.queries.places import place_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.places import Place


@dataclass(frozen=True, slots=True)
class Offer:
    """A role for somebody: a person on record, or one known by name and perhaps address."""

    organization_id: int
    role: str
    valid_from: date
    name: str = ""
    email: str = ""
    person_id: int | None = None
    class_group_id: int | None = None


def place_to_give_in(viewer: Viewer, organization_id: int, role: str) -> Place:
    """This function will return the organization. Raises NotVisible, MayNotGive."""
    place = place_of(organization_id=organization_id, day=viewer.today) if viewer.today else None
    if place is None:
        raise NotVisible
    if not may_give(viewer, place, role):
        raise MayNotGive
    return place


def check_offer(offer: Offer) -> None:
    """This function will refuse what cannot be offered. Raises AlreadyHeld, ClassGroupOfAnother."""
    if offer.role in OF_A_CLASS:
        group = class_group(offer.class_group_id) if offer.class_group_id else None
        if group is None or group.school_id != offer.organization_id:
            raise ClassGroupOfAnother
    elif offer.class_group_id is not None:
        raise ClassGroupOfAnother
    if offer.person_id is not None and holds(offer, offer.person_id):
        raise AlreadyHeld


def holds(offer: Offer, person_id: int) -> bool:
    """This function will tell whether a person has the role from the offered day on."""
    held = Membership.objects.filter(
        person_id=person_id,
        organization_id=offer.organization_id,
        role=offer.role,
        class_group_id=offer.class_group_id,
    ).values_list("valid_until", flat=True)
    return any(until is None or until >= offer.valid_from for until in held)


def needs_second(organization_id: int, role: str) -> bool:
    """This function will tell whether the role is not given or taken by one person's word.

    Powerful roles are not; but the second officer of the metropolitan office is invited by the
    first alone, who has nobody yet to confirm it.
    """
    if role not in POWERFUL:
        return False
    with connection.cursor() as cursor:
        cursor.execute("select accounts_needs_second(%s::bigint, %s)", [organization_id, role])
        return bool(cursor.fetchone()[0])


def open_change(change: RoleChange, offer: Offer | None, *, now: datetime) -> RoleChange:
    """This function will store a change with whom it is for, and carry out what needs no second.

    Raises AlreadyHeld where another change of the same membership is open.
    """
    change.proposed_at = now
    change.save(force_insert=True)
    if offer is not None and offer.person_id is None:
        InvitationKey.objects.bulk_create(
            [
                InvitationKey(
                    change=change, name=offer.name, email=offer.email, expires_at=now + VALID_FOR
                )
            ]
        )
    if change.state == ChangeState.OPEN and (change.ends_id or change.person_id):
        decide(change.pk, "carry_out", now=now)
    return change


def decide(change_id: int, decision: str, *, now: datetime, reason: str = "") -> None:
    """This function will have PostgreSQL decide. Raises ChangedMeanwhile, AlreadyHeld."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "select accounts_decide_change(%s::bigint, %s, %s, %s)",
                [change_id, decision, reason, now],
            )
    except IntegrityError as error:
        raise AlreadyHeld from error
    except ProgrammingError as error:
        raise ChangedMeanwhile from error


def forget_expired(now: datetime) -> None:
    """This function will let names and addresses go whose invitations were not answered in time."""
    with connection.cursor() as cursor:
        cursor.execute("select accounts_forget_expired(%s)", [now])
