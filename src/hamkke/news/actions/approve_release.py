"""Approve a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.database.identity import civil_day
from hamkke.news.errors import NothingToReview, OwnRelease, ReadReleaseAgain
from hamkke.news.models import NewsItem, ReleaseState, ReleaseStepKind
from hamkke.news.release.asking import all_is_done
from hamkke.news.release.way import lock_release, save_release, write_step
from hamkke.news.rules import may_approve
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def approve_release(*, viewer: Viewer, release_id: int, version: int, now: datetime) -> int:
    """This function will approve what somebody else wrote: public now, or when its embargo ends.

    PostgreSQL writes the public item. `version` is the one that the viewer read. Returns the
    item's id. Raises MayNotRelease, NotVisible, NothingToReview, OwnRelease, ReadReleaseAgain.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    if release.state != ReleaseState.REVIEW:
        raise NothingToReview(state=release.get_state_display())
    if not may_approve(viewer, release):
        raise OwnRelease
    if release.version != version:
        raise ReadReleaseAgain
    opens_at = max(now, release.embargo_at or now)
    save_release(
        release,
        now=now,
        state=ReleaseState.PUBLISHED,
        edition=release.edition + 1,
        released_at=now,
        release_date=civil_day(opens_at),
    )
    kind = ReleaseStepKind.CORRECTED if release.edition > 1 else ReleaseStepKind.PUBLISHED
    note = release.correction_note if release.edition > 1 else ""
    write_step(release, viewer=viewer, kind=kind, action="approve_release", now=now, note=note)
    all_is_done(release, viewer=viewer, now=now)
    item_id = NewsItem.objects.values_list("pk", flat=True).get(release=release)
    ask_refresh(identity=viewer.identity, kind="news", numbers=[item_id])
    if opens_at > now:
        ask_refresh(identity=viewer.identity, kind="news", numbers=[item_id], at=opens_at)
    return item_id
