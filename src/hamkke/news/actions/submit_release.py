"""Submit a press release for review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.news.errors import NotInWritersHands, ReadReleaseAgain
from hamkke.news.models import ReleaseState, ReleaseStepKind
from hamkke.news.release.asking import ask_to_review
from hamkke.news.release.way import lock_release, save_release, write_step
from hamkke.news.rules import IN_WRITERS_HANDS

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def submit_release(*, viewer: Viewer, release_id: int, version: int, now: datetime) -> int:
    """This function will ask a colleague who did not write it for approval.

    `version` is the one that the viewer read. Returns the release's id. Raises MayNotRelease,
    NotVisible, NotInWritersHands, ReadReleaseAgain.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    if release.state not in IN_WRITERS_HANDS:
        raise NotInWritersHands(state=release.get_state_display())
    if release.version != version:
        raise ReadReleaseAgain
    save_release(release, now=now, state=ReleaseState.REVIEW)
    write_step(
        release, viewer=viewer, kind=ReleaseStepKind.SUBMITTED, action="submit_release", now=now
    )
    ask_to_review(release, viewer=viewer, now=now)
    return release.pk
