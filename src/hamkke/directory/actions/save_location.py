"""Save a place of an organization."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.directory.errors import MayNotKeepDirectory, NotInDirectory
from hamkke.directory.models import Location, Profile
from hamkke.directory.rules import keeps_own

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.directory.content import PlaceContent


def save_location(
    *, viewer: Viewer, location_id: int | None, content: PlaceContent, now: datetime
) -> Location:
    """This function will add a place to the viewer's organization or replace what is said of one.

    Raises MayNotKeepDirectory, NotInDirectory, NotVisible.
    """
    if not keeps_own(viewer):
        raise MayNotKeepDirectory
    with transaction.atomic():
        profile = Profile.objects.filter(pk=viewer.organization_id).first()
        if profile is None:
            raise NotInDirectory
        location = Location(organization_id=profile.pk, district_id=profile.district_id)
        if location_id is not None:
            rows = Location.objects.select_for_update()
            found = rows.filter(pk=location_id, organization_id=profile.pk).first()
            if found is None:
                raise NotVisible
            location = found
        for name, value in asdict(content).items():
            setattr(location, name, list(value) if isinstance(value, tuple) else value)
        location.modified_at = now
        location.save()
        record_action(viewer=viewer.identity, action="save_location", subject=location, now=now)
    return location
