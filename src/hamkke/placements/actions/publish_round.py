"""Publish the results of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

import fair_allocation
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_notice import post_notice
from hamkke.organizations.queries.class_groups import class_groups
from hamkke.placements.errors import NotAllocated
from hamkke.placements.models import (
    AllocationRun,
    Application,
    Round,
    RoundBundle,
    RoundFigure,
    RoundSession,
    RoundState,
    SessionFigure,
)
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.rules.figures import RoundCounts, count
from hamkke.placements.rules.permissions import may_manage

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def publish_round(*, viewer: Viewer, round_id: int, now: datetime) -> int:
    """This function will publish the one sound run of a round and return the round's number.

    From here on the class groups see their results, and the public the figures and the bundle.
    Publishing twice changes nothing. Raises NotVisible, NotAllocated.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state == RoundState.PUBLISHED:
            return found.pk
        run = AllocationRun.objects.filter(round=found, violation_count=0).first()
        if found.state != RoundState.ALLOCATED or run is None:
            raise NotAllocated
        found.state, found.published_at = RoundState.PUBLISHED, now
        found.save(update_fields=["state", "published_at"])
        AllocationRun.objects.filter(pk=run.pk).update(published_at=now)
        RoundSession.objects.filter(round=found).update(settled_at=now)
        bundle = fair_allocation.Bundle.from_json(run.bundle)
        _write_figures(found, run, count(bundle), now)
        RoundBundle.objects.create(
            round_figure_id=found.pk, bundle=run.bundle, digest=bundle.digest, published_at=now
        )
        _tell(viewer, found, now)
        record_action(
            viewer=viewer.identity,
            action="publish_round",
            subject=found,
            now=now,
            data={"run": run.pk},
        )
    return found.pk


def _write_figures(found: Round, run: AllocationRun, counts: RoundCounts, now: datetime) -> None:
    RoundFigure.objects.filter(round=found).update(
        results_at=now,
        mechanism=run.mechanism,
        applicants=counts.applicants,
        served=counts.served,
        given=counts.given,
    )
    rows = list(SessionFigure.objects.filter(round_figure_id=found.pk))
    for row in rows:
        counted = counts.sessions[f"session-{row.session_id}"]
        row.wished_first, row.wished = counted.wished_first, counted.wished
        row.given, row.cancelled = counted.given, counted.cancelled
    SessionFigure.objects.bulk_update(rows, ["wished_first", "wished", "given", "cancelled"])


def _tell(viewer: Viewer, found: Round, now: datetime) -> None:
    close_tasks(viewer=viewer, subject=found, now=now)
    applied = Application.objects.filter(round=found, submitted_at__isnull=False)
    facts = class_groups(list(applied.values_list("class_group_id", flat=True)))
    for group in facts.values():
        post_notice(
            viewer=viewer,
            organization_id=group.school_id,
            role="homeroom_teacher",
            class_group_id=group.class_group_id,
            kind="read_result",
            title=_("%(class_group)s 배정 결과가 나왔습니다") % {"class_group": group.label},
            detail=found.title,
            url=reverse("placements_desk:result", args=[found.pk]),
            now=now,
        )
