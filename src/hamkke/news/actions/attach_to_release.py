"""Attach a picture or another file to a press release."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.files.actions.keep_file import keep_file
from hamkke.news.errors import AltTextMissing, NotInWritersHands, TooManyFiles
from hamkke.news.release.content import tidy
from hamkke.news.release.way import lock_release
from hamkke.news.rules import IN_WRITERS_HANDS

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile

    from hamkke.accounts.viewer import Viewer

MOST_FILES: Final = 10
LONGEST_ALT: Final = 300


@transaction.atomic
def attach_to_release(
    *, viewer: Viewer, release_id: int, upload: UploadedFile[Any], alt: str, now: datetime
) -> UUID:
    """This function will keep a file with a release in the writers' hands and return its key.

    A picture needs `alt`, what is read to those who cannot see it; what the file holds tells
    whether it is one. Raises MayNotRelease, NotVisible, NotInWritersHands, AltTextMissing,
    TooManyFiles, TextTooLong, FileRefused, StorageFull.
    """
    release = lock_release(viewer=viewer, release_id=release_id)
    if release.state not in IN_WRITERS_HANDS:
        raise NotInWritersHands(state=release.get_state_display())
    alt = tidy(alt, what="", limit=LONGEST_ALT, optional=True)
    file = keep_file(viewer=viewer, upload=upload, subject=release, now=now)
    is_picture = file.media_type.startswith("image/")
    if is_picture and not alt:
        raise AltTextMissing(name=file.name)
    if is_picture:
        release.pictures = [*release.pictures, {"key": str(file.key), "alt": alt}]
    else:
        release.attachments = [*release.attachments, str(file.key)]
    if max(len(release.pictures), len(release.attachments)) > MOST_FILES:
        raise TooManyFiles(limit=MOST_FILES)
    # The version stays: who edits the text meanwhile loses nothing.
    release.changed_at = now
    release.save(update_fields=["pictures", "attachments", "changed_at"])
    record_action(viewer=viewer.identity, action="attach_to_release", subject=release, now=now)
    return file.key
