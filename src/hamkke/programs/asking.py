"""Whom a program waits for, told through the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task
from hamkke.programs.rules.permissions import OFFICER, VENUE_MANAGER, deciding_sides

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.programs.models import Program


def ask_to_finish(program: Program, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask the venue to submit what it has begun."""
    post_task(
        viewer=viewer,
        organization_id=program.venue_id,
        role=VENUE_MANAGER,
        kind="finish_program",
        title=_("‘%(title)s’ 승인 요청하기") % {"title": program.title},
        detail=_("내용과 일정을 확인하고 승인을 요청해 주세요."),
        action_label=_("내용 확인하기"),
        url=_url(program),
        subject=program,
        thing=program.title,
        now=now,
    )


def ask_to_mend(program: Program, *, viewer: Viewer, now: datetime, reason: str) -> None:
    """This function will ask the venue to mend what the officers sent back."""
    close_tasks(viewer=viewer, subject=program, now=now)
    post_task(
        viewer=viewer,
        organization_id=program.venue_id,
        role=VENUE_MANAGER,
        kind="mend_program",
        title=_("‘%(title)s’ 보완하기") % {"title": program.title},
        detail=_("보완할 점: %(reason)s") % {"reason": reason},
        action_label=_("보완할 점 보기"),
        url=_url(program),
        subject=program,
        thing=program.title,
        now=now,
    )


def ask_to_approve(program: Program, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask both sides' officers for their approval."""
    close_tasks(viewer=viewer, subject=program, now=now)
    for organization_id in deciding_sides(program):
        post_task(
            viewer=viewer,
            organization_id=organization_id,
            role=OFFICER,
            kind="approve_program",
            title=_("‘%(title)s’ 승인하기") % {"title": program.title},
            detail=_("%(venue)s에서 올렸습니다. 자치구와 교육지원청이 모두 승인하면 공개됩니다.")
            % {"venue": viewer.organization_name},
            action_label=_("프로그램 검토하기"),
            url=_url(program),
            subject=program,
            thing=program.title,
            now=now,
        )


def own_part_is_done(program: Program, *, viewer: Viewer, now: datetime) -> None:
    """This function will close the tasks of the viewer's own body about the program."""
    close_tasks(viewer=viewer, subject=program, now=now, organization_id=viewer.organization_id)


def all_is_done(program: Program, *, viewer: Viewer, now: datetime) -> None:
    """This function will close every task about the program."""
    close_tasks(viewer=viewer, subject=program, now=now)


def _url(program: Program) -> str:
    return reverse("programs_desk:detail", args=[program.pk])
