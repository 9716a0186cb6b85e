"""Tell the officers that an application waits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.directory.models import Application, ApplicationState
from hamkke.inbox.actions.post_task import post_task

if TYPE_CHECKING:
    from datetime import datetime

TIME_TO_DECIDE: Final = timedelta(days=14)


def announce_application(*, application_id: int, now: datetime) -> bool:
    """This function will post the task of deciding to the district's officers, once.

    A job's action: it needs no permission and leaves no audit row of its own.
    """
    application = Application.objects.filter(
        pk=application_id, state=ApplicationState.SUBMITTED
    ).first()
    if application is None:
        return False
    post_task(
        viewer=ANONYMOUS,
        organization_id=application.district_id,
        role="officer",
        kind="directory.application",
        title=_("%(name)s의 참여 신청 확인하기") % {"name": application.name},
        detail=_("등록번호와 서류를 확인하고 승인할지 정합니다."),
        action_label=_("확인하기"),
        url=f"/desk/directory/applications/{application.pk}/",
        subject=application,
        now=now,
        due_at=application.submitted_at + TIME_TO_DECIDE,
    )
    return True
