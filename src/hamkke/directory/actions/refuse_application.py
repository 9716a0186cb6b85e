"""Refuse an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hamkke.audit.actions.record_action import record_action
from hamkke.directory.decisions import close_application, lock_application, tell_applicant
from hamkke.directory.errors import ReasonMissing
from hamkke.directory.models import Application, ApplicationState
from hamkke.directory.rules import kept_until
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.web.text import format_date

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def refuse_application(
    *, viewer: Viewer, application_id: int, reason: str, now: datetime
) -> Application:
    """This function will refuse an application and tell the applicant why.

    Raises ReasonMissing, NotVisible, MayNotVerify, AlreadyDecided.
    """
    with transaction.atomic():
        application = lock_application(viewer, application_id)
        if not reason.strip():
            raise ReasonMissing
        close_application(viewer, application, ApplicationState.REFUSED, reason.strip(), now)
        close_tasks(viewer=viewer, subject=application, now=now)
        text = _(
            "%(name)s의 참여 신청을 승인하지 않았습니다.\n\n까닭: %(reason)s\n\n"
            "고친 뒤 다시 신청할 수 있습니다. 이 신청서와 서류는 %(day)s까지 보관하고 지웁니다."
        ) % {
            "name": application.name,
            "reason": application.reason,
            "day": format_date(kept_until(now)),
        }
        tell_applicant(viewer, application, text, now)
        record_action(
            viewer=viewer.identity, action="refuse_application", subject=application, now=now
        )
    return application
