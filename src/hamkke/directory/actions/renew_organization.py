"""Renew the verification of an organization."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.database.jobs import defer
from hamkke.directory.errors import MayNotVerify
from hamkke.directory.models import Profile
from hamkke.directory.rules import VALID_FOR, verifies
from hamkke.inbox.actions.close_tasks import close_tasks

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def renew_organization(*, viewer: Viewer, organization_id: int, now: datetime) -> Profile:
    """This function will let an organization's verification last a year from today.

    Raises NotVisible, MayNotVerify.
    """
    with transaction.atomic():
        seen = Profile.objects.filter(pk=organization_id).first()
        if seen is None:
            raise NotVisible
        if not verifies(viewer, seen.district_id) or viewer.today is None:
            raise MayNotVerify
        profile = Profile.objects.select_for_update().get(pk=organization_id)
        profile.verified_until = viewer.today + VALID_FOR
        profile.modified_at = now
        profile.save(update_fields=["verified_until", "modified_at"])
        close_tasks(viewer=viewer, subject=profile, now=now)
        defer("directory.show", identity=viewer.identity, organization_ids=[organization_id])
        record_action(viewer=viewer.identity, action="renew_organization", subject=profile, now=now)
    return profile
