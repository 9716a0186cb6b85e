"""Write a press release."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db import transaction

from hamkke.news.errors import MayNotRelease
from hamkke.news.models import PressRelease, ReleaseStepKind
from hamkke.news.release.asking import ask_to_finish
from hamkke.news.release.content import checked_content
from hamkke.news.release.way import write_step
from hamkke.news.rules import may_release

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.release.content import ReleaseContent


@transaction.atomic
def write_release(*, viewer: Viewer, content: ReleaseContent, now: datetime) -> int:
    """This function will begin a press release of the viewer's body and return its id.

    Raises MayNotRelease, TextMissing, TextTooLong, UnknownCategory, EmbargoPast.
    """
    if not may_release(viewer):
        raise MayNotRelease
    content = checked_content(content, now=now)
    words: dict[str, Any] = asdict(content) | {"organization_id": viewer.organization_id}
    release = PressRelease.objects.create(created_at=now, changed_at=now, **words)
    write_step(
        release, viewer=viewer, kind=ReleaseStepKind.WRITTEN, action="write_release", now=now
    )
    ask_to_finish(release, viewer=viewer, now=now)
    return release.pk
