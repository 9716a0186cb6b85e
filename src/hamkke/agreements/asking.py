"""Whom an agreement waits for, told through the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.agreements.rules import HEAD, OFFICER, SUPERINTENDENT, approving_sides
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement


def task_about(
    agreement: Agreement, *, viewer: Viewer, now: datetime, to: tuple[int, str], title: str
) -> dict[str, Any]:
    """This function will say what post_task is told of every task about the agreement.

    `to` is a body and the role in it, `title` a text with a place for the district.
    """
    return {
        "viewer": viewer,
        "now": now,
        "organization_id": to[0],
        "role": to[1],
        "title": _title(title, agreement),
        "url": _url("detail", agreement),
        "subject": agreement,
        "thing": _title(_("%(district)s 협약"), agreement),
    }


def ask_to_draft(agreement: Agreement, *, viewer: Viewer, now: datetime, reason: str = "") -> None:
    """This function will ask both sides' officers to finish the draft, or to mend it."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    for organization_id in approving_sides(agreement):
        post_task(
            kind="finish_draft",
            detail=_("되돌린 까닭: %(reason)s") % {"reason": reason}
            if reason
            else _("문안이 갖추어지면 결재를 올려 주세요."),
            action_label=_("문안 보기"),
            **task_about(
                agreement,
                viewer=viewer,
                now=now,
                to=(organization_id, OFFICER),
                title=_("%(district)s 협약 문안 고치기")
                if reason
                else _("%(district)s 협약 초안 다듬기"),
            ),
        )


def ask_to_approve(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask both sides' officers for their approval."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    for organization_id in approving_sides(agreement):
        post_task(
            kind="approve_agreement",
            detail=_("양쪽이 결재하면 문안이 굳고 서명으로 넘어갑니다."),
            action_label=_("문안 읽고 결재하기"),
            **task_about(
                agreement,
                viewer=viewer,
                now=now,
                to=(organization_id, OFFICER),
                title=_("%(district)s 협약 결재하기"),
            ),
        )


def ask_to_sign(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask the superintendent and the head of the district to sign."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    signers = (
        (agreement.metropolitan_office_id, SUPERINTENDENT),
        (agreement.district_id, HEAD),
    )
    for signer in signers:
        post_task(
            kind="sign_agreement",
            detail=_("양쪽 담당자가 결재한 문안입니다. 두 분이 서명하면 바로 공개됩니다."),
            action_label=_("문안 읽고 서명하기"),
            **task_about(
                agreement,
                viewer=viewer,
                now=now,
                to=signer,
                title=_("%(district)s 협약에 서명하기"),
            )
            | {"url": _url("sign", agreement)},
        )


def own_part_is_done(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will close the tasks of the viewer's own body about the agreement."""
    close_tasks(viewer=viewer, subject=agreement, now=now, organization_id=viewer.organization_id)


def _title(text: str, agreement: Agreement) -> str:
    return text % {"district": agreement.district.organization.name}


def _url(name: str, agreement: Agreement) -> str:
    return reverse(f"agreements_desk:{name}", args=[agreement.pk])
