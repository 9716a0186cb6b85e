"""Close a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.inbox.actions.post_task import post_task
from hamkke.placements.errors import EarlyCloseNeedsReason, RoundNotOpened
from hamkke.placements.models import Round, RoundFigure, RoundInput, RoundState
from hamkke.placements.queries.applied import applied_in
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.rules.freezing import freeze
from hamkke.placements.rules.permissions import may_manage
from hamkke.web.text import josa

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def close_round(*, viewer: Viewer, round_id: int, now: datetime, reason: str = "") -> int:
    """This function will close a round, freeze its input, publish the digest, return the number.

    At or after the announced time anybody who manages the round, or a job (ANONYMOUS), closes it;
    earlier only an officer, with a reason that is published. Closing twice changes nothing. Raises
    NotVisible, RoundNotOpened, EarlyCloseNeedsReason.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if viewer.is_signed_in and not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state == RoundState.DRAFT:
            raise RoundNotOpened
        if found.state != RoundState.OPEN:
            return found.pk
        early = now < found.closes_at
        if early and not (reason and viewer.is_signed_in):
            raise EarlyCloseNeedsReason(closes_at=found.closes_at)
        _close(found, reason if early else "", now)
        _tell(viewer, found, now)
        record_action(
            viewer=viewer.identity,
            action="close_round",
            subject=found,
            now=now,
            data={"digest": found.input_digest, "early": early},
        )
    return found.pk


def _close(found: Round, reason: str, now: datetime) -> None:
    # First the state: from here on nobody may submit, and the office may read what was submitted.
    found.state, found.closed_at, found.early_close_reason = RoundState.CLOSED, now, reason
    found.save(update_fields=["state", "closed_at", "early_close_reason"])
    frozen = freeze(offers=offers_of_round(found.pk), applied=applied_in(found), quota=found.quota)
    RoundInput.objects.create(
        round=found,
        instance=frozen.instance.to_json(),
        excluded=frozen.excluded,
        frozen_at=now,
    )
    found.input_digest = frozen.instance.digest
    found.save(update_fields=["input_digest"])
    RoundFigure.objects.filter(round=found).update(
        closed_at=now, early_close_reason=reason, input_digest=found.input_digest
    )


def _tell(viewer: Viewer, found: Round, now: datetime) -> None:
    close_tasks(viewer=viewer, subject=found, now=now)
    post_task(
        viewer=viewer,
        organization_id=found.education_office_id,
        role="officer",
        kind="enter_seed",
        title=_("‘%(title)s’ 추첨 번호 넣기") % {"title": found.title},
        detail=_("희망 받기를 마쳤습니다. %(source)s 나오면 넣어 주세요.")
        % {"source": josa(found.seed_source, "이/가")},
        action_label=_("추첨 번호 넣기"),
        url=reverse("placements_desk:round", args=[found.pk]),
        subject=found,
        thing=found.title,
        now=now,
    )
