"""Confirm that what is said of a service is still right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.directory.errors import MayNotKeepDirectory
from hamkke.directory.models import Service
from hamkke.directory.rules import own_organization
from hamkke.inbox.actions.close_tasks import close_tasks

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def confirm_service(*, viewer: Viewer, service_id: int, now: datetime) -> Service:
    """This function will note that the viewer checked a service today.

    Raises MayNotKeepDirectory, NotVisible.
    """
    own = own_organization(viewer)
    if own is None or viewer.today is None:
        raise MayNotKeepDirectory
    with transaction.atomic():
        rows = Service.objects.select_for_update()
        service = rows.filter(pk=service_id, organization_id=own).first()
        if service is None:
            raise NotVisible
        service.last_checked_on = viewer.today
        service.modified_at = now
        service.save(update_fields=["last_checked_on", "modified_at"])
        close_tasks(viewer=viewer, subject=service, now=now)
        record_action(viewer=viewer.identity, action="confirm_service", subject=service, now=now)
    return service
