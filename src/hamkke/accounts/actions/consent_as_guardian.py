"""Consent to a child's account as its guardian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.answers import nobody, record, settle, tell, typed_by_child
from hamkke.accounts.guardian_letters import child_may_start, consent_is_on_record
from hamkke.accounts.keys import hash_of_guardian
from hamkke.accounts.queries.guardian import asked_behind
from hamkke.database import roles
from hamkke.database.identity import acting_as

if TYPE_CHECKING:
    from datetime import datetime


def consent_as_guardian(
    *, secret: str, guardian_name: str, relation: str, site: str, now: datetime
) -> None:
    """This function will make the child's account, once, and tell the guardian and the child.

    The guardian's address is used for this last letter and goes with what the child typed. Works
    under the identity role alone. Raises GuardianLinkUnknown.
    """
    asked = asked_behind(secret=secret, now=now)
    typed = typed_by_child(asked.change_id)
    with acting_as(roles.IDENTITY, nobody(now)):
        settle(
            "select accounts_guardian_consents(%s, %s, %s, %s)",
            hash_of_guardian(secret),
            guardian_name,
            relation,
            now,
        )
        letter = consent_is_on_record(asked, link=secret, site=site, now=now)
        tell(typed.guardian_email, letter, purpose="guardian_told", now=now)
        tell(typed.email, child_may_start(site), purpose="child_told", now=now)
        record("consent_as_guardian", asked.change_id, now)
