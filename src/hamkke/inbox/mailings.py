"""Whom tasks and notices are told to by e-mail, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from hamkke.accounts.queries.addressees import addressees_in
from hamkke.inbox.models import Mailing, Notice, Task
from hamkke.inbox.queries.choices import choices_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from hamkke.accounts.queries.addressees import Addressee

type Told = tuple[int, Task | Notice, str]


def people_behind(items: Sequence[tuple[Task | Notice, str]], now: datetime) -> list[Told]:
    """This function will return who acts today for the roles that the items are addressed to."""
    ids = {item.organization_id for item, _ in items if item.organization_id is not None}
    behind: dict[tuple[int, str], list[Addressee]] = {}
    for one in addressees_in(organization_ids=ids, today=timezone.localdate(now)):
        behind.setdefault((one.organization_id, one.role), []).append(one)
    return [
        (one.person_id, item, occasion)
        for item, occasion in items
        for one in behind.get((item.organization_id or 0, item.role), ())
        if item.class_group_id in (None, one.class_group_id)
    ]


def plan_mail(told: Iterable[Told], now: datetime) -> None:
    """This function will plan an e-mail for each person who wants any; once an occasion."""
    told = list(told)
    choices = choices_of(person_ids=[person_id for person_id, _, _ in told])
    due = {person_id: choice.due_at(now) for person_id, choice in choices.items()}
    Mailing.objects.bulk_create(
        [
            Mailing(
                person_id=person_id,
                task=item if isinstance(item, Task) else None,
                notice=item if isinstance(item, Notice) else None,
                occasion=occasion,
                due_at=moment,
            )
            for person_id, item, occasion in told
            if (moment := due[person_id]) is not None
        ],
        batch_size=1000,
        ignore_conflicts=True,
    )
