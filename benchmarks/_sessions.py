"""Sessions for the benchmark's visitors, written as the site would: run as the owner.

`_sessions.py COUNT` prints that many teachers as cookie|path, then an officer's cookie.
`_sessions.py index` makes the search index anew.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import django
from django.utils import timezone

django.setup()

from allauth.mfa.models import Authenticator  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from hamkke.accounts.backends import PATH  # noqa: E402
from hamkke.accounts.middleware import MEMBERSHIP_KEY  # noqa: E402
from hamkke.accounts.models import Account, Membership  # noqa: E402
from hamkke.database import roles  # noqa: E402
from hamkke.database.identity import acting_as  # noqa: E402
from hamkke.placements.models import Application  # noqa: E402
from hamkke.search.actions.rebuild_index import rebuild_index  # noqa: E402


def cookie(membership: Membership) -> str:
    """Sign somebody in."""
    account, _ = Account.objects.get_or_create(
        person_id=membership.person_id, defaults={"login_name": f"bench.{membership.person_id}"}
    )
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = PATH
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session[MEMBERSHIP_KEY] = membership.pk
    session.set_expiry(timedelta(days=1))
    session.create()
    return str(session.session_key)


def main() -> None:
    """Do what was asked for."""
    if sys.argv[1] == "index":
        with acting_as(roles.JOBS):
            rebuild_index()
        return
    with acting_as(roles.OWNER):
        submitted = Application.objects.filter(
            round__state="open", submitted_at__isnull=False, round__closes_at__gt=timezone.now()
        ).order_by("pk")
        for application in submitted[: int(sys.argv[1])]:
            teacher = Membership.objects.filter(
                class_group_id=application.class_group_id, role="homeroom_teacher"
            )[0]
            print(f"{cookie(teacher)}|/desk/placements/{application.round_id}/wishes/")
        officer = Membership.objects.filter(
            role="officer", organization__district__code="11545"
        ).order_by("pk")[0]
        signed_in = cookie(officer)
        # An officer without a second factor is led to set one up instead of the desk.
        Authenticator.objects.get_or_create(
            user=Account.objects.get(person_id=officer.person_id),
            type=Authenticator.Type.TOTP,
            defaults={"data": {}},
        )
        print(signed_in)


if __name__ == "__main__":
    main()
