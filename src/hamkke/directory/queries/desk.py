"""The directory for those who keep it and those who verify."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import FETCH_RAISE

from hamkke.database.errors import NotVisible
from hamkke.directory.errors import MayNotKeepDirectory
from hamkke.directory.models import (
    Application,
    ApplicationState,
    Location,
    Profile,
    Service,
    ServiceAtLocation,
)
from hamkke.directory.numbers import written
from hamkke.directory.rules import (
    ASK_BEFORE,
    is_stale,
    keeps_own,
    kept_until,
    opens_directory,
    own_organization,
    reads_applications,
    verifies,
)
from hamkke.files.queries.files import files_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.files.queries.files import FileLine


@dataclass(frozen=True, slots=True)
class KeptService:
    """A service in its own organization's list."""

    service_id: int
    name: str
    is_active: bool
    last_checked_on: date
    is_stale: bool


@dataclass(frozen=True, slots=True)
class VerifiedLine:
    """A verified organization in its district's list."""

    organization_id: int
    name: str
    verified_until: date
    ends_soon: bool
    has_ended: bool
    may_renew: bool


@dataclass(frozen=True, slots=True)
class ApplicationLine:
    """An application in the officers' list."""

    application_id: int
    name: str
    district: str
    submitted_at: datetime
    state: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What the viewer keeps, and what they verify."""

    keeps: bool
    profile: Profile | None
    services: tuple[KeptService, ...]
    locations: tuple[Location, ...]
    applications: tuple[ApplicationLine, ...]
    verified: tuple[VerifiedLine, ...]

    @property
    def open_count(self) -> int:
        """How many applications wait."""
        return sum(line.is_open for line in self.applications)

    @property
    def stale_count(self) -> int:
        """How many services wait for a check."""
        return sum(line.is_stale for line in self.services)


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """One application with its documents."""

    application: Application
    district: str
    number: str
    documents: tuple[FileLine, ...]
    may_decide: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return self.application.state == ApplicationState.SUBMITTED

    @property
    def kept_until(self) -> date | None:
        """The last day on which it is kept, once refused."""
        refused_at = self.application.decided_at
        is_refused = self.application.state == ApplicationState.REFUSED
        return kept_until(refused_at) if is_refused and refused_at else None


def desk_page(*, viewer: Viewer) -> DeskPage:
    """This function will list what the viewer keeps and verifies. Raises MayNotKeepDirectory."""
    if not opens_directory(viewer) or viewer.today is None:
        raise MayNotKeepDirectory
    today, months = viewer.today, settings.DIRECTORY_CHECK_MONTHS
    keeps = keeps_own(viewer)
    own = {"organization_id": viewer.organization_id} if keeps else {"pk": None}
    services = Service.objects.filter(**own).order_by("name", "id")
    return DeskPage(
        keeps=keeps,
        profile=Profile.objects.filter(pk=viewer.organization_id).first() if keeps else None,
        services=tuple(
            KeptService(
                row.pk,
                row.name,
                row.is_active,
                row.last_checked_on,
                row.is_active and is_stale(row.last_checked_on, today, months),
            )
            for row in services
        ),
        locations=tuple(Location.objects.filter(**own).fetch_mode(FETCH_RAISE)),
        applications=_applications(viewer),
        verified=_verified(viewer, today),
    )


def _applications(viewer: Viewer) -> tuple[ApplicationLine, ...]:
    if not reads_applications(viewer):
        return ()
    rows = Application.objects.select_related("district__organization").order_by("-submitted_at")
    lines = [
        ApplicationLine(
            row.pk,
            row.name,
            row.district.organization.name,
            row.submitted_at,
            str(ApplicationState(row.state).label),
            row.state == ApplicationState.SUBMITTED,
        )
        for row in rows[:100]
    ]
    return tuple(sorted(lines, key=lambda line: not line.is_open))


def _verified(viewer: Viewer, today: date) -> tuple[VerifiedLine, ...]:
    if not reads_applications(viewer):
        return ()
    rows = Profile.objects.select_related("organization").order_by("verified_until", "pk")
    return tuple(
        VerifiedLine(
            row.pk,
            row.organization.name,
            row.verified_until,
            ends_soon=today <= row.verified_until <= today + ASK_BEFORE,
            has_ended=row.verified_until < today,
            may_renew=verifies(viewer, row.district_id)
            and row.verified_until <= today + ASK_BEFORE,
        )
        for row in rows
    )


def application_page(*, viewer: Viewer, application_id: int) -> ApplicationPage:
    """This function will return an application of the viewer's districts. Raises NotVisible."""
    rows = Application.objects.select_related("district__organization", "decided_by__person")
    application = rows.filter(pk=application_id).first() if reads_applications(viewer) else None
    if application is None:
        raise NotVisible
    return ApplicationPage(
        application=application,
        district=application.district.organization.name,
        number=written(application.registration_number),
        documents=files_of(subject=application),
        may_decide=verifies(viewer, application.district_id),
    )


def service_to_edit(*, viewer: Viewer, service_id: int) -> tuple[Service, ServiceAtLocation | None]:
    """This function will return a service of the viewer's organization. Raises NotVisible."""
    own = own_organization(viewer)
    found = Service.objects.filter(pk=service_id, organization_id=own or 0).first()
    if found is None:
        raise NotVisible
    return found, ServiceAtLocation.objects.filter(service=found).first()


def location_to_edit(*, viewer: Viewer, location_id: int) -> Location:
    """This function will return a place of the viewer's organization. Raises NotVisible."""
    own = own_organization(viewer)
    found = Location.objects.filter(pk=location_id, organization_id=own or 0).first()
    if found is None:
        raise NotVisible
    return found


def own_profile(*, viewer: Viewer) -> Profile:
    """This function will return the viewer's organization. Raises NotVisible."""
    found = Profile.objects.filter(pk=viewer.organization_id).first() if keeps_own(viewer) else None
    if found is None:
        raise NotVisible
    return found


def location_choices(*, viewer: Viewer) -> list[tuple[int, str]]:
    """This function will list the places of the viewer's organization. Raises NotVisible."""
    rows = Location.objects.filter(organization_id=own_profile(viewer=viewer).pk)
    return [(row.pk, row.name) for row in rows]
