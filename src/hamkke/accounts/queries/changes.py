"""Changes of roles: those that wait, and what is printed of an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext as _

from hamkke.accounts.chain import FAMILY
from hamkke.accounts.models import ChangeState, InvitationKey, RoleChange
from hamkke.accounts.queries.roles import role_label
from hamkke.accounts.rules import gives_roles
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer

WAITING = (ChangeState.PROPOSED, ChangeState.OPEN)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change that waits: for a second person, or for the answer of who is invited.

    `who` gets the role, `whose` loses it; `may_decide`: the viewer is the second person it needs.
    """

    change_id: int
    organization_id: int
    organization_name: str
    role_name: str
    class_name: str
    who: str
    email: str
    whose: str
    valid_from: date | None
    last_day: date | None
    note: str
    proposer: str
    proposed_at: datetime
    expires_at: datetime | None
    is_proposed: bool
    may_decide: bool

    @property
    def deed(self) -> str:
        """What the change does, in one phrase."""
        words = {"who": self.who, "whose": self.whose, "role": self.role_name}
        if self.who and self.whose:
            return _("%(whose)s %(role)s 역할을 %(who)s에게 넘기기") % words
        if self.whose:
            return _("%(whose)s %(role)s 역할 끝내기") % words
        return _("%(who)s에게 %(role)s 역할 주기") % words


@dataclass(frozen=True, slots=True)
class Letter:
    """What a printed invitation says."""

    change: RoleChange
    name: str
    organization_name: str
    role_name: str
    class_name: str
    valid_from: date


def change_to_decide(*, change_id: int) -> RoleChange:
    """This function will return a change that PostgreSQL shows the viewer. Raises NotVisible."""
    found = (
        RoleChange.objects.filter(pk=change_id)
        .select_related("organization", "class_group", "proposed_by__person", "ends__person")
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def concerns(change: RoleChange, viewer: Viewer) -> bool:
    """This function will tell whether the viewer proposed the change or is whom it concerns."""
    people = {change.person_id}
    people |= {held.person_id for held in (change.proposed_by, change.ends) if held is not None}
    return viewer.person_id in people


def waiting_changes(*, viewer: Viewer, organization_id: int) -> tuple[ChangeLine, ...]:
    """This function will return what waits in an organization, in two queries."""
    return _lines(RoleChange.objects.filter(organization_id=organization_id), viewer)


def changes_to_confirm(*, viewer: Viewer) -> tuple[ChangeLine, ...]:
    """This function will return what waits for the viewer as the second person, in two queries."""
    if not gives_roles(viewer):
        return ()
    found = _lines(RoleChange.objects.filter(state=ChangeState.PROPOSED), viewer)
    return tuple(line for line in found if line.may_decide)


def change_line(*, viewer: Viewer, change_id: int) -> ChangeLine:
    """This function will return one change that waits. Raises NotVisible."""
    found = _lines(RoleChange.objects.filter(pk=change_id), viewer)
    if not found:
        raise NotVisible
    return found[0]


def letters_to_print(
    *, viewer: Viewer, organization_id: int, change_id: int | None
) -> tuple[Letter, ...]:
    """This function will return the open invitations to print. Raises NotVisible for none."""
    rows = RoleChange.objects.filter(
        organization_id=organization_id, state=ChangeState.OPEN, person=None, gives=True
    ).exclude(role__in=FAMILY)
    rows = rows.filter(pk=change_id) if change_id else rows.filter(key__email="")
    found = tuple(
        Letter(
            change=row,
            name=name,
            organization_name=row.organization.name,
            role_name=role_label(row.role),
            class_name=str(row.class_group or ""),
            valid_from=row.valid_from,
        )
        for row, name in _named(rows, viewer)
        if row.valid_from is not None
    )
    if not found:
        raise NotVisible
    return found


def _named(rows: QuerySet[RoleChange], viewer: Viewer) -> list[tuple[RoleChange, str]]:
    if viewer.membership_id is None:
        return []
    found = list(
        rows.select_related("organization", "class_group").order_by(
            F("class_group__grade").asc(nulls_first=True), "class_group__name", "pk"
        )
    )
    # Not by a join: the hashes beside the name may not be read.
    names = dict(InvitationKey.objects.filter(change__in=found).values_list("change_id", "name"))
    return [(row, names[row.pk]) for row in found if row.pk in names]


def _lines(rows: QuerySet[RoleChange], viewer: Viewer) -> tuple[ChangeLine, ...]:
    found = list(
        rows.filter(state__in=WAITING)
        .exclude(role__in=FAMILY)
        .select_related(
            "organization", "class_group", "person", "proposed_by__person", "ends__person"
        )
        .order_by("-proposed_at", "-pk")
    )
    keys = {
        key["change_id"]: key
        for key in InvitationKey.objects.filter(change__in=found).values(
            "change_id", "name", "email", "expires_at"
        )
    }
    return tuple(_line(row, keys.get(row.pk, {}), viewer) for row in found)


def _line(row: RoleChange, key: Mapping[str, Any], viewer: Viewer) -> ChangeLine:
    is_proposed = row.state == ChangeState.PROPOSED
    return ChangeLine(
        change_id=row.pk,
        organization_id=row.organization_id,
        organization_name=row.organization.name,
        role_name=role_label(row.role),
        class_name=str(row.class_group or ""),
        who=row.person.name if row.person else str(key.get("name", "")),
        email=str(key.get("email", "")),
        whose=row.ends.person.name if row.ends else "",
        valid_from=row.valid_from,
        last_day=row.last_day,
        note=row.note,
        proposer=row.proposed_by.person.name if row.proposed_by else "",
        proposed_at=row.proposed_at,
        expires_at=key.get("expires_at"),
        is_proposed=is_proposed,
        may_decide=is_proposed and not concerns(row, viewer),
    )
