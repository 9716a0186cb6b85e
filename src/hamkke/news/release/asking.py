"""Whom a press release waits for, told through the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.models import PressRelease


def ask_to_finish(release: PressRelease, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask the office to submit what it has begun."""
    post_task(
        **_about(release, viewer=viewer, now=now),
        kind="finish_release",
        title=_("보도자료 ‘%(title)s’ 검토 요청하기") % {"title": release.title},
        detail=_("내용을 확인하고 검토를 요청해 주세요."),
        action_label=_("내용 확인하기"),
    )


def ask_to_review(release: PressRelease, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask the office for the approval of a person who did not write it."""
    post_task(
        **_about(release, viewer=viewer, now=now),
        kind="review_release",
        title=_("보도자료 ‘%(title)s’ 검토하기") % {"title": release.title},
        detail=_("%(name)s 님이 요청했습니다. 이 글을 고치지 않은 사람이 승인합니다.")
        % {"name": viewer.name},
        action_label=_("보도자료 검토하기"),
        due_at=release.embargo_at if release.embargo_at and release.embargo_at > now else None,
    )


def ask_to_mend(release: PressRelease, *, viewer: Viewer, now: datetime, reason: str) -> None:
    """This function will ask the office to mend what the reviewer sent back."""
    post_task(
        **_about(release, viewer=viewer, now=now),
        kind="mend_release",
        title=_("보도자료 ‘%(title)s’ 보완하기") % {"title": release.title},
        detail=_("보완할 점: %(reason)s") % {"reason": reason},
        action_label=_("보완할 점 보기"),
    )


def all_is_done(release: PressRelease, *, viewer: Viewer, now: datetime) -> None:
    """This function will close every task about the release."""
    close_tasks(viewer=viewer, subject=release, now=now)


def _about(release: PressRelease, *, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """What every task about a release says; what was asked before is asked no more."""
    close_tasks(viewer=viewer, subject=release, now=now)
    return {
        "viewer": viewer,
        "organization_id": release.organization_id,
        "role": "officer",
        "url": reverse("releases_desk:detail", args=[release.pk]),
        "subject": release,
        "thing": release.title,
        "now": now,
    }
