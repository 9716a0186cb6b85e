"""Whom an agreement waits for, told through the inbox."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.timezone import make_aware
from django.utils.translation import gettext as _

from hamkke.agreements.lines import side_line, standing_on
from hamkke.agreements.models import LinePart, LineStep, Manner
from hamkke.agreements.rules import HEAD, OFFICER, SUPERINTENDENT, approving_sides
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_notice import post_notice
from hamkke.inbox.actions.post_task import post_task

if TYPE_CHECKING:
    from datetime import date

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement

CLOSING: Final = time(18)


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


def ask_for_lines(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask both sides' officers to lay the line of their approval."""
    close_tasks(viewer=viewer, subject=agreement, now=now)
    for organization_id in approving_sides(agreement):
        post_task(
            kind="lay_line",
            detail=_("문안을 읽고 우리 기관에서 검토하고 결재할 사람을 정해 주세요."),
            action_label=_("결재선 정하기"),
            **task_about(
                agreement,
                viewer=viewer,
                now=now,
                to=(organization_id, OFFICER),
                title=_("%(district)s 협약 결재선 정하기"),
            )
            | {"url": _url("line", agreement)},
        )


def ask_next(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask whose turn it is in the line of the viewer's side."""
    own_part_is_done(agreement, viewer=viewer, now=now)
    step = side_line(agreement, viewer.organization_id).waiting
    if step is None:
        return
    said = _("%(part)s할 차례: %(who)s") % {
        "part": step.get_part_display(),
        "who": step.person_name,
    }
    for role in _roles_behind(step, viewer):
        post_task(
            kind="approve_agreement",
            detail=said,
            action_label=_("문안 읽고 결재하기"),
            due_at=end_of(step.due_date) if step.due_date else None,
            **task_about(
                agreement,
                viewer=viewer,
                now=now,
                to=(step.organization_id, role),
                title=_("%(district)s 협약 결재하기"),
            ),
        )


def tell_of_return(agreement: Agreement, *, viewer: Viewer, now: datetime, reason: str) -> None:
    """This function will tell whoever stood in a line, and who reads along, that it came back."""
    said: dict[str, Any] = {
        "viewer": viewer,
        "kind": "agreement_returned",
        "title": _title(_("%(district)s 협약이 초안으로 되돌아왔습니다"), agreement),
        "detail": _("되돌린 까닭: %(reason)s") % {"reason": reason},
        "url": _url("detail", agreement),
        "now": now,
    }
    people = LineStep.objects.filter(agreement=agreement, submission=agreement.submission)
    for person_id in sorted(set(people.values_list("person_id", flat=True))):
        if person_id != viewer.person_id:
            post_notice(**said, person_id=person_id)
    post_notice(**said, organization_id=agreement.metropolitan_office_id, role=OFFICER)


def end_of(day: date) -> datetime:
    """This function will return when the offices close on a day."""
    return make_aware(datetime.combine(day, CLOSING))


def _roles_behind(step: LineStep, viewer: Viewer) -> list[str]:
    """The role of whose turn it is, and of who acts while they are away."""
    deputies = standing_on(viewer.today).filter(
        manner=Manner.ACTING, person_id=step.person_id, organization_id=step.organization_id
    )
    acting = step.part == LinePart.DECIDE and deputies.exists()
    return sorted({step.role, OFFICER} if acting else {step.role})


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
