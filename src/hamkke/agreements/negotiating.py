"""What is open between the sides of a draft, and whose answer it waits for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from hamkke.agreements.asking import task_about
from hamkke.agreements.models import AgreementClause, Consent, Proposal, ProposalState
from hamkke.agreements.rules import OFFICER, approving_sides, deviates
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement

BLANK: Final = re.compile(r"\{[^{}\n]{1,40}\}")


def clauses_without_consent(agreement: Agreement) -> list[AgreementClause]:
    """This function will list the reserved clauses whose change the office has yet to accept."""
    given = Consent.objects.filter(clause=OuterRef("pk"), clause_version=OuterRef("version"))
    rows = AgreementClause.objects.filter(agreement=agreement, reserved=True).order_by("place")
    return [clause for clause in rows.exclude(Exists(given)) if deviates(clause)]


def count_open_points(agreement: Agreement) -> int:
    """This function will count the clauses that keep a draft from being submitted.

    The same as agreements_open_points in sql/0005_clauses_row_security.sql, which PostgreSQL asks.
    """
    waiting = Proposal.objects.filter(clause__agreement=agreement, state=ProposalState.OPEN)
    numbers = set(waiting.values_list("clause_id", flat=True))
    texts = AgreementClause.objects.filter(agreement=agreement, is_in=True)
    numbers |= {number for number, text in texts.values_list("pk", "text") if BLANK.search(text)}
    return len(numbers | {clause.pk for clause in clauses_without_consent(agreement)})


def ask_for_answers(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask each side to answer what the other has proposed, while it has."""
    waiting = Proposal.objects.filter(clause__agreement=agreement, state=ProposalState.OPEN)
    proposing = set(waiting.values_list("organization_id", flat=True))
    for side, other in zip(
        approving_sides(agreement), reversed(approving_sides(agreement)), strict=True
    ):
        if other in proposing:
            post_task(
                kind="answer_proposals",
                detail=_("받아들이거나 다른 문안을 내 주세요."),
                action_label=_("제안 읽기"),
                **task_about(
                    agreement,
                    viewer=viewer,
                    now=now,
                    to=(side, OFFICER),
                    title=_("%(district)s 협약의 제안에 답하기"),
                ),
            )
        else:
            close_tasks(
                viewer=viewer,
                subject=agreement,
                now=now,
                kind="answer_proposals",
                organization_id=side,
            )


def ask_for_consents(agreement: Agreement, *, viewer: Viewer, now: datetime) -> None:
    """This function will ask the metropolitan office about changes of what it has reserved."""
    if clauses_without_consent(agreement):
        post_task(
            kind="consent_to_deviation",
            detail=_("표준 협약안과 다르게 쓰려면 교육청이 동의해야 하는 조항입니다."),
            action_label=_("달라진 조항 읽기"),
            **task_about(
                agreement,
                viewer=viewer,
                now=now,
                to=(agreement.metropolitan_office_id, OFFICER),
                title=_("%(district)s 협약의 달라진 조항에 동의하기"),
            ),
        )
    else:
        close_tasks(viewer=viewer, subject=agreement, now=now, kind="consent_to_deviation")
