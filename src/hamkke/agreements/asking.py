"""Whom an agreement waits for, told through the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.agreements.rules import HEAD, OFFICER, SUPERINTENDENT, approving_sides
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement


def ask(  # noqa: PLR0913 - all by keyword
    agreement: Agreement,
    *,
    viewer: Viewer,
    now: datetime,
    to: tuple[int, str],
    kind: str,
    title: str,
    detail: str,
    action_label: str,
    page: str = "detail",
    due_at: datetime | None = None,
) -> None:
    """This function will post a task about the agreement to a role of a body; `title` names it."""
    organization_id, role = to
    post_task(
        viewer=viewer,
        organization_id=organization_id,
        role=role,
        kind=kind,
        title=_title(title, agreement),
        detail=detail,
        action_label=action_label,
        url=_url(page, agreement),
        subject=agreement,
        thing=_title(_("%(district)s 협약"), agreement),
        due_at=due_at,
        now=now,
    )


def ask_to_draft(agreement: Agreement, *, viewer: Viewer, now: datetime, reason: str = "") -> None:
    """This function will ask both sides' officers to finish the draft, or to mend it."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    for organization_id in approving_sides(agreement):
        ask(
            agreement,
            viewer=viewer,
            now=now,
            to=(organization_id, OFFICER),
            kind="finish_draft",
            title=_("%(district)s 협약 문안 고치기")
            if reason
            else _("%(district)s 협약 초안 다듬기"),
            detail=_("되돌린 까닭: %(reason)s") % {"reason": reason}
            if reason
            else _("문안이 갖추어지면 결재를 올려 주세요."),
            action_label=_("문안 보기"),
        )


def ask_to_approve(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask both sides' officers for their approval."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    for organization_id in approving_sides(agreement):
        ask(
            agreement,
            viewer=viewer,
            now=now,
            to=(organization_id, OFFICER),
            kind="approve_agreement",
            title=_("%(district)s 협약 결재하기"),
            detail=_("양쪽이 결재하면 문안이 굳고 서명으로 넘어갑니다."),
            action_label=_("문안 읽고 결재하기"),
        )


def ask_to_sign(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask the superintendent and the head of the district to sign."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    signers = (
        (agreement.metropolitan_office_id, SUPERINTENDENT),
        (agreement.district_id, HEAD),
    )
    for signer in signers:
        ask(
            agreement,
            viewer=viewer,
            now=now,
            to=signer,
            kind="sign_agreement",
            title=_("%(district)s 협약에 서명하기"),
            detail=_("양쪽 담당자가 결재한 문안입니다. 두 분이 서명하면 바로 공개됩니다."),
            action_label=_("문안 읽고 서명하기"),
            page="sign",
        )


def own_part_is_done(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will close the tasks of the viewer's own body about the agreement."""
    close_tasks(viewer=viewer, subject=agreement, now=now, organization_id=viewer.organization_id)


def _title(text: str, agreement: Agreement) -> str:
    return text % {"district": agreement.district.organization.name}


def _url(name: str, agreement: Agreement) -> str:
    return reverse(f"agreements_desk:{name}", args=[agreement.pk])
