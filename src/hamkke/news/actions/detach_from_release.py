"""Take a picture or another file out of a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.files.actions.remove_file import remove_file
from hamkke.news.errors import NotInWritersHands
from hamkke.news.models import NewsItem
from hamkke.news.release.way import lock_release
from hamkke.news.rules import IN_WRITERS_HANDS

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hamkke.accounts.viewer import Viewer


@transaction.atomic
def detach_from_release(*, viewer: Viewer, release_id: int, key: UUID, now: datetime) -> int:
    """This function will take a file out of a release in the writers' hands.

    A file that the public reads stays until the correction is approved, and in its history.
    Returns the release's id. Raises MayNotRelease, NotVisible, NotInWritersHands.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    if release.state not in IN_WRITERS_HANDS:
        raise NotInWritersHands(state=release.get_state_display())
    pictures = [each for each in release.pictures if each["key"] != str(key)]
    attachments = [each for each in release.attachments if each != str(key)]
    if (pictures, attachments) == (release.pictures, release.attachments):
        raise NotVisible
    release.pictures, release.attachments, release.changed_at = pictures, attachments, now
    release.save(update_fields=["pictures", "attachments", "changed_at"])
    if not _is_out(release.pk, str(key)):
        remove_file(subject=release, key=key)
    record_action(viewer=viewer.identity, action="detach_from_release", subject=release, now=now)
    return release.pk


def _is_out(release_id: int, key: str) -> bool:
    item = NewsItem.objects.filter(release_id=release_id).only("pictures", "attachments").first()
    return item is not None and (
        key in item.attachments or any(each["key"] == key for each in item.pictures)
    )
