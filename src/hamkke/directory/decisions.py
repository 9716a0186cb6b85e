"""What approving and refusing have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hamkke.database.errors import NotVisible
from hamkke.directory.errors import AlreadyDecided, MayNotVerify
from hamkke.directory.models import Application, ApplicationState
from hamkke.directory.rules import verifies
from hamkke.mail.actions.queue_mail import queue_mail

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def lock_application(viewer: Viewer, application_id: int) -> Application:
    """This function will lock an open application of the viewer's district.

    Raises NotVisible, MayNotVerify, AlreadyDecided.
    """
    seen = Application.objects.filter(pk=application_id).first()
    if seen is None:
        raise NotVisible
    if not verifies(viewer, seen.district_id):
        raise MayNotVerify
    # PostgreSQL lets the district lock what is not decided yet.
    rows = Application.objects.select_for_update().filter(pk=application_id)
    found = rows.filter(state=ApplicationState.SUBMITTED).first()
    if found is None:
        raise AlreadyDecided
    return found


def close_application(
    viewer: Viewer, application: Application, state: str, reason: str, now: datetime
) -> None:
    """This function will write the decision down; the row cannot be changed afterwards."""
    application.state = state
    application.reason = reason
    application.decided_at = now
    application.decided_by_id = viewer.membership_id
    application.save(update_fields=["state", "reason", "decided_at", "decided_by", "organization"])


def tell_applicant(viewer: Viewer, application: Application, text: str, now: datetime) -> None:
    """This function will send the outcome to the address of the application."""
    queue_mail(
        identity=viewer.identity,
        address=application.contact_email,
        subject=_("[함께] 기관 참여 신청 결과를 알려 드립니다"),
        text=text,
        purpose="directory.decided",
        now=now,
    )
