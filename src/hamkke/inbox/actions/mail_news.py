"""Mail one person what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from hamkke.accounts.queries.addresses import address_of
from hamkke.inbox.hours import after_quiet
from hamkke.inbox.letters import Line, write_letter
from hamkke.inbox.models import MailChoice, Mailing, NoticeReading
from hamkke.inbox.queries.choices import choices_of
from hamkke.mail.actions.queue_mail import queue_mail
from hamkke.mail.queries.returned import returned_people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.database.identity import Identity


def mail_news(*, identity: Identity, person_id: int, now: datetime) -> bool:
    """This function will queue one e-mail of all that is due for a person; say whether it did.

    Tasks that were closed and notices that were read meanwhile are left out. The choice of this
    moment counts: quiet hours put it off; without an address, or where e-mail comes back, nothing
    is sent. Call it under the jobs role.
    """
    rows = list(
        Mailing.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(person_id=person_id, mailed_at=None, due_at__lte=now)
        .select_related("task__organization", "notice__organization")
        .order_by("id")
    )
    mine = Mailing.objects.filter(pk__in=[row.pk for row in rows])
    choice = choices_of(person_ids=[person_id])[person_id]
    address = address_of(person_id=person_id)
    if choice.mail == MailChoice.NONE or address is None or returned_people(person_ids=[person_id]):
        mine.delete()
        return False
    later = after_quiet(now, choice.quiet)
    if later > now:
        mine.update(due_at=later)
        return False
    tasks, notices = _tasks(rows), _notices(rows, person_id)
    mine.update(mailed_at=now)
    if not tasks and not notices:
        return False
    letter = write_letter(tasks=tasks, notices=notices, site=settings.SITE_URL)
    queue_mail(
        identity=identity,
        address=address,
        subject=letter.subject,
        text=letter.text,
        purpose="inbox",
        now=now,
        person_id=person_id,
        in_bulk=True,
    )
    return True


def _tasks(rows: Sequence[Mailing]) -> list[Line]:
    """One line a task; of several occasions the last."""
    lines = {
        row.task.pk: Line(
            title=row.task.title,
            url=row.task.url,
            organization_name=row.task.organization.name,
            due_at=row.task.due_at,
            asked=row.occasion,
        )
        for row in rows
        if row.task is not None and row.task.closed_at is None
    }
    return list(lines.values())


def _notices(rows: Sequence[Mailing], person_id: int) -> list[Line]:
    found = [row.notice for row in rows if row.notice is not None]
    read = set(
        NoticeReading.objects.filter(
            person_id=person_id, notice__in=[notice.pk for notice in found]
        ).values_list("notice_id", flat=True)
    )
    return [
        Line(
            title=notice.title,
            url=notice.url,
            organization_name=notice.organization.name if notice.organization else "",
        )
        for notice in found
        if notice.pk not in read
    ]
