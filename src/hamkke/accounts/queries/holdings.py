"""All that hamkke holds on a person; under the identity role."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import connection

from hamkke.accounts.models import GuardianConsent, Membership
from hamkke.accounts.queries.security import own_account
from hamkke.accounts.queries.viewer import label_of
from hamkke.organizations.queries.places import organization

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer

# What is the person's own and goes with the account; the rest refers to what was done for a body.
OWN: Final = ("account", "mfa_", "usersessions_", "inbox_", "audit_", "mail_", "social")


@dataclass(frozen=True, slots=True)
class HeldMembership:
    """A role from a day to another."""

    label: str
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Consent:
    """What a guardian consented to."""

    guardian_name: str
    relation: str
    way: str
    consented_at: datetime


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """Who one is to hamkke: what the person's page says in words."""

    name: str
    address: str
    is_confirmed: bool
    memberships: tuple[HeldMembership, ...]
    consent: Consent | None
    last_login_at: datetime | None


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of one table that refer to the person by one column."""

    table: str
    column: str
    rows: tuple[dict[str, Any], ...]

    @property
    def is_of_work(self) -> bool:
        """Whether it tells what was done for a body, and so stays with it."""
        return not self.table.startswith(OWN)


def own_facts(*, viewer: Viewer) -> OwnFacts:
    """This function will return what the person's page shows, in five queries at most."""
    account = own_account(viewer)
    address = EmailAddress.objects.filter(user=account).order_by("-verified", "pk").first()
    rows = Membership.objects.filter(person_id=account.person_id).select_related(
        "organization", "class_group"
    )
    return OwnFacts(
        name=account.person.name,
        address=address.email if address else "",
        is_confirmed=bool(address and address.verified),
        memberships=tuple(
            HeldMembership(label_of(row), row.valid_from, row.valid_until)
            for row in rows.order_by("-valid_from", "pk")
        ),
        consent=_consent(account.person_id),
        last_login_at=account.last_login,
    )


def held_on(*, viewer: Viewer) -> tuple[Holding, ...]:
    """This function will return everything, table by table. Raises NotVisible.

    What opens doors (passwords, keys, links) is left out; it says nothing about the person.
    """
    account = own_account(viewer)
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select kept_in, by_column, content::text from accounts_held_on_me()")
        for table, column, content in cursor.fetchall():
            found.setdefault((table, column), []).append(_loads(content))
    ways: dict[str, list[dict[str, Any]]] = {
        "account_emailaddress": list(
            EmailAddress.objects.filter(user=account).values("email", "verified", "primary")
        ),
        "mfa_authenticator": list(
            Authenticator.objects.filter(user=account).values("type", "created_at", "last_used_at")
        ),
        "usersessions_usersession": list(
            UserSession.objects.filter(user=account).values("ip", "user_agent", "created_at")
        ),
        "socialaccount_socialaccount": list(
            SocialAccount.objects.filter(user=account).values("provider", "uid", "date_joined")
        ),
    }
    found |= {(table, "user_id"): rows for table, rows in ways.items() if rows}
    return tuple(
        Holding(table, column, tuple(rows)) for (table, column), rows in sorted(found.items())
    )


def left_alone() -> tuple[str, ...]:
    """This function will name the bodies whose last keeper is who asks PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("select organization_id from accounts_left_alone()")
        return tuple(organization(number).name for (number,) in cursor.fetchall())


def _consent(person_id: int) -> Consent | None:
    # By columns: the hash of the guardian's link may not be read.
    found = GuardianConsent.objects.filter(person_id=person_id).only(
        "guardian_name", "relation", "way", "consented_at"
    )
    row = found.first()
    if row is None:
        return None
    return Consent(
        guardian_name=row.guardian_name,
        relation=row.get_relation_display(),
        way=row.get_way_display(),
        consented_at=row.consented_at,
    )


def _loads(content: str) -> dict[str, Any]:
    return dict(json.loads(content))
