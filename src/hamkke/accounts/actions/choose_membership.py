"""Choose the membership to act through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.errors import NotYourMembership
from hamkke.accounts.queries.viewer import memberships_of
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.sessions.backends.base import SessionBase

    from hamkke.accounts.models import Membership
    from hamkke.accounts.viewer import Viewer

# As accounts.middleware reads it; the middleware stands above the actions.
MEMBERSHIP_KEY = "membership_id"


def choose_membership(
    *, viewer: Viewer, session: SessionBase, membership_id: int, now: datetime
) -> Membership:
    """This function will make later requests of `session` act through the membership.

    Raises NotYourMembership for another person's membership and for one that has ended.
    """
    if viewer.person_id is None or viewer.today is None:
        raise NotYourMembership
    chosen = (
        memberships_of(person_id=viewer.person_id, today=viewer.today)
        .filter(pk=membership_id)
        .first()
    )
    if chosen is None:
        raise NotYourMembership
    session[MEMBERSHIP_KEY] = chosen.pk
    record_action(viewer=viewer.identity, action="choose_membership", subject=chosen, now=now)
    return chosen
