"""Return a press release to its writers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.news.errors import NothingToReview, ReadReleaseAgain, ReasonMissing
from hamkke.news.models import PressRelease, ReleaseState, ReleaseStepKind
from hamkke.news.release.asking import ask_to_mend
from hamkke.news.release.content import tidy
from hamkke.news.release.way import lock_release, save_release, write_step

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def return_release(
    *, viewer: Viewer, release_id: int, version: int, reason: str, now: datetime
) -> int:
    """This function will send a release back to its writers with a reason; a writer may take it.

    `version` is the one that the viewer read. Returns the release's id. Raises MayNotRelease,
    NotVisible, NothingToReview, ReadReleaseAgain, ReasonMissing, TextTooLong.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    if release.state != ReleaseState.REVIEW:
        raise NothingToReview(state=release.get_state_display())
    if release.version != version:
        raise ReadReleaseAgain
    reason = tidy(reason, what="", limit=PressRelease.LONGEST_NOTE, optional=True)
    if not reason:
        raise ReasonMissing
    save_release(release, now=now, state=ReleaseState.RETURNED)
    write_step(
        release,
        viewer=viewer,
        kind=ReleaseStepKind.RETURNED,
        action="return_release",
        now=now,
        note=reason,
    )
    ask_to_mend(release, viewer=viewer, now=now, reason=reason)
    return release.pk
