"""Save a service of an organization."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.directory.errors import MayNotKeepDirectory, NotInDirectory
from hamkke.directory.models import Location, Profile, Service, ServiceAtLocation
from hamkke.directory.rules import own_organization
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.directory.content import ServiceContent

_HOURS: Final = ("weekdays", "opens_at", "closes_at", "hours_note")


def save_service(
    *, viewer: Viewer, service_id: int | None, content: ServiceContent, now: datetime
) -> Service:
    """This function will add a service or replace what is said of one; it counts as checked.

    Raises MayNotKeepDirectory, NotInDirectory, NotVisible (also for another's place).
    """
    own = own_organization(viewer)
    if own is None or viewer.today is None:
        raise MayNotKeepDirectory
    values: dict[str, Any] = asdict(content)
    place = values.pop("location_id")
    hours = {name: values.pop(name) for name in _HOURS} | {"weekdays": list(content.weekdays)}
    with transaction.atomic():
        if not Profile.objects.filter(pk=own).exists():
            raise NotInDirectory
        service = _service(own, service_id)
        for name, value in values.items():
            setattr(service, name, list(value) if isinstance(value, tuple) else value)
        service.last_checked_on = viewer.today
        service.modified_at = now
        service.save()
        _put_at(service, place, hours)
        close_tasks(viewer=viewer, subject=service, now=now)
        ask_refresh(identity=viewer.identity, kind="service", numbers=[service.pk])
        record_action(viewer=viewer.identity, action="save_service", subject=service, now=now)
    return service


def _service(own: int, service_id: int | None) -> Service:
    if service_id is None:
        return Service(organization_id=own)
    found = Service.objects.select_for_update().filter(pk=service_id, organization_id=own).first()
    if found is None:
        raise NotVisible
    return found


def _put_at(service: Service, location_id: int | None, hours: dict[str, Any]) -> None:
    """Keep the identifier of the pair where the place stays the same."""
    places = ServiceAtLocation.objects.filter(service=service)
    if location_id is None:
        places.delete()
        return
    places.exclude(location_id=location_id).delete()
    own = Location.objects.filter(pk=location_id, organization_id=service.organization_id)
    if not own.exists():
        raise NotVisible
    if not places.update(**hours):
        ServiceAtLocation.objects.create(service=service, location_id=location_id, **hours)
