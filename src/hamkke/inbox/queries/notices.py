"""A person's notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef, Q

from hamkke.inbox.models import Notice, NoticeReading

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer

SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice as the list shows it."""

    number: int
    title: str
    detail: str
    url: str
    posted_at: datetime
    is_read: bool


def notices_for(viewer: Viewer) -> QuerySet[Notice]:
    """This function will return the notices to the viewer and to the role they act in."""
    mine = Q(person_id=viewer.person_id or 0)
    if viewer.organization_id is not None:
        mine |= Q(organization_id=viewer.organization_id, role=viewer.role) & (
            Q(class_group_id=None) | Q(class_group_id=viewer.class_group_id)
        )
    return Notice.objects.filter(mine)


def told_since(*, kind: str, since: datetime) -> frozenset[tuple[int | None, str]]:
    """This function will tell, for a job, whom notices of a kind were for, and with which link."""
    rows = Notice.objects.filter(kind=kind, posted_at__gte=since)
    return frozenset(rows.values_list("person_id", "url"))


def unread_of(viewer: Viewer) -> QuerySet[Notice]:
    """This function will return those that the viewer has not read."""
    return notices_for(viewer).exclude(
        Exists(NoticeReading.objects.filter(notice=OuterRef("pk"), person_id=viewer.person_id or 0))
    )


def unread_count(*, viewer: Viewer) -> int:
    """This function will count the viewer's unread notices, in one query."""
    return unread_of(viewer).count() if viewer.is_signed_in else 0


def unread_notices(*, viewer: Viewer, limit: int = SHOWN) -> tuple[NoticeLine, ...]:
    """This function will return the viewer's latest unread notices, in one query."""
    if not viewer.is_signed_in:
        return ()
    rows = unread_of(viewer).order_by("-posted_at", "-id")[:limit]
    return tuple(_line(row, is_read=False) for row in rows)


def notices_of(*, viewer: Viewer, limit: int = SHOWN) -> tuple[NoticeLine, ...]:
    """This function will return the viewer's latest notices, unread ones first, in one query."""
    if not viewer.is_signed_in:
        return ()
    read = NoticeReading.objects.filter(notice=OuterRef("pk"), person_id=viewer.person_id or 0)
    rows = notices_for(viewer).annotate(is_read=Exists(read))
    return tuple(
        _line(row, is_read=row.is_read)
        for row in rows.order_by("is_read", "-posted_at", "-id")[:limit]
    )


def _line(row: Notice, *, is_read: bool) -> NoticeLine:
    return NoticeLine(row.pk, row.title, row.detail, row.url, row.posted_at, is_read)
