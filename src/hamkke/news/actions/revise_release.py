"""Revise a press release."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.news.errors import CorrectionNoteMissing, NotInWritersHands, StaleRelease
from hamkke.news.models import ReleaseState, ReleaseStepKind
from hamkke.news.release.asking import ask_to_finish
from hamkke.news.release.content import checked_content, content_of
from hamkke.news.release.way import lock_release, save_release, write_step
from hamkke.news.rules import IN_WRITERS_HANDS

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.release.content import ReleaseContent


@transaction.atomic
def revise_release(
    *, viewer: Viewer, release_id: int, version: int, content: ReleaseContent, now: datetime
) -> int:
    """This function will replace the text of a release; of a published one it begins a correction.

    The public goes on reading what was approved. `version` is the one that the viewer began from.
    Returns the release's id. Raises MayNotRelease, NotVisible, NotInWritersHands, StaleRelease,
    CorrectionNoteMissing, TextMissing, TextTooLong, UnknownCategory, EmbargoPast.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    was_public = release.state == ReleaseState.PUBLISHED
    if release.version != version and release.state != ReleaseState.WITHDRAWN:
        raise StaleRelease(version=release.version)
    if not was_public and release.state not in IN_WRITERS_HANDS:
        raise NotInWritersHands(state=release.get_state_display())
    content = checked_content(content, now=now, was=content_of(release))
    if release.edition and not content.correction_note:
        raise CorrectionNoteMissing
    state = ReleaseState.DRAFT if was_public else release.state
    save_release(release, now=now, state=state, **asdict(content))
    write_step(
        release, viewer=viewer, kind=ReleaseStepKind.REVISED, action="revise_release", now=now
    )
    if was_public:
        ask_to_finish(release, viewer=viewer, now=now)
    return release.pk
