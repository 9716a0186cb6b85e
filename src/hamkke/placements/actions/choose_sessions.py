"""Choose the sessions of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.placements.errors import RoundAlreadyOpened, SessionNotOffered, SessionTaken
from hamkke.placements.models import RoundSession, RoundState
from hamkke.placements.queries.candidates import candidates_for
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.rules.permissions import may_manage

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def choose_sessions(
    *, viewer: Viewer, round_id: int, session_ids: Collection[int], now: datetime
) -> int:
    """This function will make exactly `session_ids` the sessions of a draft round.

    A round gives the places of a session that earlier rounds left. Raises NotVisible,
    RoundAlreadyOpened, SessionNotOffered, SessionTaken.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state != RoundState.DRAFT:
            raise RoundAlreadyOpened
        wanted = set(session_ids)
        offered = {item.session.session_id: item for item in candidates_for(found, now=now)}
        if not wanted <= set(offered):
            raise SessionNotOffered
        RoundSession.objects.filter(round=found).exclude(session_id__in=wanted).delete()
        kept = set(RoundSession.objects.filter(round=found).values_list("session_id", flat=True))
        rows = [
            RoundSession(
                round=found,
                session_id=number,
                capacity=offered[number].places,
                minimum=offered[number].minimum,
            )
            for number in sorted(wanted - kept)
        ]
        try:
            with transaction.atomic():
                RoundSession.objects.bulk_create(rows)
        except IntegrityError as error:
            raise SessionTaken from error
        record_action(
            viewer=viewer.identity,
            action="choose_sessions",
            subject=found,
            now=now,
            data={"sessions": sorted(wanted)},
        )
    return found.pk
