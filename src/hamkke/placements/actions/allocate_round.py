"""Allocate a round: what the job does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

import fair_allocation
from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.inbox.actions.post_task import post_task
from hamkke.placements.models import (
    AllocationRun,
    Application,
    Placement,
    Round,
    RoundInput,
    RoundSession,
    RoundState,
    UnmetWish,
    Wish,
)
from hamkke.placements.queries.locked import round_to_calculate

if TYPE_CHECKING:
    from datetime import datetime

    from fair_allocation import Allocation, Bundle, Explainer, Instance, Report
    from hamkke.database.identity import Identity


def allocate_round(*, viewer: Identity, round_id: int, now: datetime) -> int | None:
    """This function will run the mechanism on the frozen input and keep the checked result.

    Call it under the jobs role; `viewer` is who asked. Returns the run's number, or None where
    nothing is to be done: another worker is at it, or it is done. Killed halfway it leaves nothing
    behind. Raises NotVisible if there is no such round.
    """
    with transaction.atomic():
        found = round_to_calculate(round_id)
        if found is None:
            if not Round.objects.filter(pk=round_id).exists():
                raise NotVisible
            return None
        if found.state != RoundState.ALLOCATING:
            return None
        frozen = RoundInput.objects.get(round=found)
        instance = fair_allocation.Instance.from_json(frozen.instance)
        allocation = fair_allocation.allocate(
            instance, mechanism=fair_allocation.DEFERRED_ACCEPTANCE, seed=found.seed
        )
        report = _check(found, instance, allocation)
        run = _keep_run(found, fair_allocation.Bundle.of(instance, allocation), report, now)
        if report.ok:
            _keep_results(run, found, frozen, fair_allocation.Explainer(instance, allocation))
        found.state = RoundState.ALLOCATED if report.ok else RoundState.MISMATCHED
        found.save(update_fields=["state"])
        _tell(found, now)
        record_action(
            viewer=viewer,
            action="allocate_round",
            subject=found,
            now=now,
            data={"run": run.pk, "violations": run.violation_count},
        )
    return run.pk


def _check(found: Round, instance: Instance, allocation: Allocation) -> Report:
    """Check what was calculated, and that it was calculated from what the close published."""
    report = fair_allocation.verify(instance, allocation)
    if instance.digest == found.input_digest:
        return report
    differs = fair_allocation.verification.DigestDiffers(found.input_digest, instance.digest)
    return fair_allocation.Report(("digest", *report.checked), (differs, *report.violations))


def _keep_run(found: Round, bundle: Bundle, report: Report, now: datetime) -> AllocationRun:
    return AllocationRun.objects.create(
        round=found,
        mechanism=bundle.allocation.mechanism,
        seed=bundle.allocation.seed,
        digest=bundle.digest,
        bundle=bundle.to_json(),
        report={
            "checked": list(report.checked),
            "violations": [violation.as_dict() for violation in report.violations],
        },
        violation_count=len(report.violations),
        finished_at=now,
    )


def _keep_results(
    run: AllocationRun, found: Round, frozen: RoundInput, explainer: Explainer
) -> None:
    """Write a place or a reason for every submitted wish."""
    number_of = {
        f"session-{session_id}": number
        for number, session_id in RoundSession.objects.filter(round=found).values_list(
            "pk", "session_id"
        )
    }
    rank_of = {
        (application, number): rank
        for application, number, rank in Wish.objects.filter(application__round=found).values_list(
            "application_id", "round_session_id", "rank"
        )
    }
    placements, unmet = [], [_excluded(run, item) for item in frozen.excluded]
    applications = Application.objects.filter(round=found, submitted_at__isnull=False)
    for application, pseudonym in applications.values_list("pk", "pseudonym"):
        for reason in explainer.explain(str(pseudonym)).reasons:
            number = number_of[reason.session]
            facts: dict[str, Any] = {
                "run": run,
                "application_id": application,
                "round_session_id": number,
                "rank": rank_of[application, number],
                "data": reason.as_dict(),
            }
            if isinstance(reason, fair_allocation.Given):
                placements.append(Placement(**facts))
            else:
                unmet.append(UnmetWish(**facts, reason=reason.kind))
    Placement.objects.bulk_create(placements)
    UnmetWish.objects.bulk_create(unmet)


def _excluded(run: AllocationRun, item: dict[str, Any]) -> UnmetWish:
    return UnmetWish(
        run=run,
        application_id=item["application"],
        round_session_id=item["round_session"],
        rank=item["rank"],
        reason=item["reason"],
        data=item["data"],
    )


def _tell(found: Round, now: datetime) -> None:
    sound = found.state == RoundState.ALLOCATED
    title = _("‘%(title)s’ 배정 결과 발표하기") if sound else _("‘%(title)s’ 검산 확인하기")
    post_task(
        viewer=ANONYMOUS,
        organization_id=found.education_office_id,
        role="officer",
        kind="publish_round" if sound else "look_at_mismatch",
        title=title % {"title": found.title},
        detail=_("검산을 마쳤습니다. 틀린 곳이 없습니다.")
        if sound
        else _("검산에서 어긋난 곳이 있어 발표할 수 없습니다."),
        action_label=_("결과 확인하기"),
        url=reverse("placements_desk:round", args=[found.pk]),
        subject=found,
        thing=found.title,
        now=now,
    )
