"""Remind those for whom an agreement waits."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from django.db import connection
from django.urls import reverse
from django.utils.timezone import localdate, make_aware
from django.utils.translation import gettext as _

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.inbox.actions.post_notice import post_notice
from hamkke.inbox.hours import is_day_off
from hamkke.inbox.queries.notices import told_since

KIND: Final = "approval_due"


def remind_of_lines(*, now: datetime) -> int:
    """This function will remind whose turn it is of what is due today or overdue, once a day.

    On no day off. Returns how many notices it posted. Call it under the jobs role.
    """
    today = localdate(now)
    if is_day_off(today):
        return 0
    told = told_since(kind=KIND, since=make_aware(datetime.combine(today, time(0))))
    with connection.cursor() as cursor:
        cursor.execute("select * from agreements_steps_due(%s)", [today])
        waiting = cursor.fetchall()
    posted = 0
    for agreement_id, person_id, district in waiting:
        url = reverse("agreements_desk:detail", args=[agreement_id])
        if (person_id, url) in told:
            continue
        post_notice(
            viewer=ANONYMOUS,
            kind=KIND,
            title=_("%(district)s 협약이 결재를 기다립니다") % {"district": district},
            detail=_("결재 기한이 되었습니다. 문안을 읽고 차례를 마쳐 주세요."),
            url=url,
            now=now,
            person_id=person_id,
        )
        posted += 1
    return posted
