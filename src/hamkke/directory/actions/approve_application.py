"""Approve an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.accounts.actions.add_organization import NewOrganization, add_organization
from hamkke.accounts.actions.invite_person import invite_person
from hamkke.accounts.changes import Offer
from hamkke.audit.actions.record_action import record_action
from hamkke.directory.decisions import close_application, lock_application, tell_applicant
from hamkke.directory.models import Application, ApplicationState, Profile
from hamkke.directory.rules import VALID_FOR
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def approve_application(
    *, viewer: Viewer, application_id: int, reason: str, site: str, now: datetime
) -> Application:
    """This function will put the organization on record for a year and invite its first manager.

    Raises NotVisible, MayNotVerify, AlreadyDecided, OrganizationKnown.
    """
    with transaction.atomic():
        application = lock_application(viewer, application_id)
        assert viewer.today is not None
        place = add_organization(
            viewer=viewer,
            new=NewOrganization(
                kind="venue",
                name=application.name,
                address=application.address,
                district_id=application.district_id,
            ),
            now=now,
        )
        Profile.objects.create(
            organization_id=place.organization_id,
            district_id=application.district_id,
            phone=application.phone,
            verified_until=viewer.today + VALID_FOR,
            modified_at=now,
        )
        application.organization_id = place.organization_id
        close_application(viewer, application, ApplicationState.APPROVED, reason.strip(), now)
        close_tasks(viewer=viewer, subject=application, now=now)
        _invite(viewer, application, site, now)
        ask_refresh(identity=viewer.identity, kind="organization", numbers=[place.organization_id])
        record_action(
            viewer=viewer.identity, action="approve_application", subject=application, now=now
        )
    return application


def _invite(viewer: Viewer, application: Application, site: str, now: datetime) -> None:
    """Tell the outcome, and offer the first manager's role to whoever applied."""
    assert viewer.today is not None
    assert application.organization_id is not None
    text = _(
        "%(name)s의 참여를 승인했습니다. 확인은 1년 동안 유효합니다.\n"
        "관리자 초대 메일을 따로 보냈습니다. 그 메일의 주소를 열어 가입해 주세요."
    ) % {"name": application.name}
    tell_applicant(viewer, application, text, now)
    offer = Offer(
        organization_id=application.organization_id,
        role="venue_manager",
        valid_from=viewer.today,
        name=application.contact_name,
        email=application.contact_email,
    )
    invite_person(viewer=viewer, offer=offer, site=site, now=now)
