"""Save what an organization says of itself."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.directory.errors import MayNotKeepDirectory, NotInDirectory
from hamkke.directory.models import Profile
from hamkke.directory.rules import keeps_own
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.directory.content import ProfileContent


def save_profile(*, viewer: Viewer, content: ProfileContent, now: datetime) -> Profile:
    """This function will replace the words and contacts of the viewer's organization.

    Raises MayNotKeepDirectory, NotInDirectory.
    """
    if not keeps_own(viewer):
        raise MayNotKeepDirectory
    with transaction.atomic():
        rows = Profile.objects.select_for_update()
        profile = rows.filter(pk=viewer.organization_id).first()
        if profile is None:
            raise NotInDirectory
        for name, value in asdict(content).items():
            setattr(profile, name, value)
        profile.modified_at = now
        profile.save()
        ask_refresh(identity=viewer.identity, kind="organization", numbers=[profile.pk])
        record_action(viewer=viewer.identity, action="save_profile", subject=profile, now=now)
    return profile
