"""Withdraw a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.news.errors import AlreadyWithdrawn, ReasonMissing
from hamkke.news.models import NewsItem, PressRelease, ReleaseState, ReleaseStepKind
from hamkke.news.release.asking import all_is_done
from hamkke.news.release.content import tidy
from hamkke.news.release.way import lock_release, save_release, write_step
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def withdraw_release(*, viewer: Viewer, release_id: int, reason: str, now: datetime) -> int:
    """This function will take a release back, at any point and for good; the reason is public.

    What the public could read becomes one sentence; what is still under embargo never appears.
    One person may do it: it can be urgent. Returns the release's id. Raises MayNotRelease,
    NotVisible, AlreadyWithdrawn, ReasonMissing, TextTooLong.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    if release.state == ReleaseState.WITHDRAWN:
        raise AlreadyWithdrawn
    reason = tidy(reason, what="", limit=PressRelease.LONGEST_NOTE, optional=True)
    if not reason:
        raise ReasonMissing
    save_release(release, now=now, state=ReleaseState.WITHDRAWN, withdrawal_note=reason)
    write_step(
        release,
        viewer=viewer,
        kind=ReleaseStepKind.WITHDRAWN,
        action="withdraw_release",
        now=now,
        note=reason,
    )
    all_is_done(release, viewer=viewer, now=now)
    items = list(NewsItem.objects.filter(release=release).values_list("pk", flat=True))
    ask_refresh(identity=viewer.identity, kind="news", numbers=items)
    return release.pk
