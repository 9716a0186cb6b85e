"""Remind those whose entries are old or whose verification ends."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final

from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database.identity import civil_day
from hamkke.directory.models import Profile, Service
from hamkke.directory.rules import ASK_BEFORE
from hamkke.inbox.actions.post_task import post_task

TIME_TO_CHECK: Final = timedelta(days=14)


def remind_keepers(*, months: int, now: datetime) -> int:
    """This function will post what is to be checked or renewed; an open task is not repeated.

    A job's action. Returns how many entries are due.
    """
    today = civil_day(now)
    old = today - timedelta(days=30 * months)
    count = 0
    stale = Service.objects.filter(is_active=True, last_checked_on__lte=old)
    for service in stale.order_by("pk").iterator():
        post_task(
            viewer=ANONYMOUS,
            organization_id=service.organization_id,
            role="venue_manager",
            kind="directory.check",
            title=_("‘%(name)s’ 정보가 지금도 맞는지 확인하기") % {"name": service.name},
            detail=_("시간, 비용, 연락처가 바뀌었으면 고쳐 주세요."),
            action_label=_("확인하기"),
            url=f"/desk/directory/services/{service.pk}/",
            subject=service,
            now=now,
            due_at=now + TIME_TO_CHECK,
        )
        count += 1
    return count + _remind_of_renewal(now)


def _remind_of_renewal(now: datetime) -> int:
    ending = Profile.objects.filter(verified_until__lte=civil_day(now) + ASK_BEFORE)
    rows = list(ending.select_related("organization").order_by("pk"))
    for profile in rows:
        post_task(
            viewer=ANONYMOUS,
            organization_id=profile.district_id,
            role="officer",
            kind="directory.renew",
            title=_("%(name)s 확인 갱신하기") % {"name": profile.organization.name},
            detail=_("%(day)s까지입니다. 지나면 공개 목록에서 내려갑니다.")
            % {"day": profile.verified_until.isoformat()},
            action_label=_("갱신하기"),
            url="/desk/directory/",
            subject=profile,
            now=now,
            due_at=make_aware(datetime.combine(profile.verified_until, time.max)),
        )
    return len(rows)
