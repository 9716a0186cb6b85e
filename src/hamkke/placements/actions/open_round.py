"""Open a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.database.jobs import defer
from hamkke.inbox.actions.close_tasks import close_tasks
from hamkke.placements.errors import (
    ClosePassed,
    NoSessions,
    RoundAlreadyOpened,
    SessionNotOffered,
    SessionTooEarly,
)
from hamkke.placements.models import Round, RoundFigure, RoundState, SessionFigure
from hamkke.placements.queries.candidates import candidates_for
from hamkke.placements.queries.locked import round_to_change
from hamkke.placements.queries.offers import offers_of_round
from hamkke.placements.rules.permissions import may_manage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.placements.rules.wishes import Offer


def open_round(*, viewer: Viewer, round_id: int, now: datetime) -> int:
    """This function will announce a draft round to everybody and return its number.

    Wishes are taken from `opens_at` on. Opening twice changes nothing. Raises NotVisible,
    RoundAlreadyOpened, ClosePassed, NoSessions, SessionTooEarly, SessionNotOffered.
    """
    with transaction.atomic():
        found = round_to_change(round_id)
        if not may_manage(viewer, found.education_office_id):
            raise NotVisible
        if found.state == RoundState.OPEN:
            return found.pk
        if found.state != RoundState.DRAFT:
            raise RoundAlreadyOpened
        offers = offers_of_round(found.pk)
        _check(found, offers, now)
        found.state = RoundState.OPEN
        found.save(update_fields=["state"])
        _announce(found, offers, now)
        close_tasks(viewer=viewer, subject=found, now=now)
        record_action(viewer=viewer.identity, action="open_round", subject=found, now=now)
        defer("placements.announce_round", identity=viewer.identity, round_id=found.pk)
    return found.pk


def _check(found: Round, offers: Sequence[Offer], now: datetime) -> None:
    if now >= found.closes_at:
        raise ClosePassed(closes_at=found.closes_at)
    if not offers:
        raise NoSessions
    for offer in offers:
        if offer.starts_at <= found.closes_at:
            raise SessionTooEarly(title=offer.title, starts_at=offer.starts_at)
    offered = {item.session.session_id: item.places for item in candidates_for(found, now=now)}
    if any(offered.get(offer.session_id, 0) < offer.capacity for offer in offers):
        raise SessionNotOffered


def _announce(found: Round, offers: Sequence[Offer], now: datetime) -> None:
    figure = RoundFigure.objects.create(
        round=found,
        education_office_id=found.education_office_id,
        title=found.title,
        school_year=found.school_year,
        opens_at=found.opens_at,
        closes_at=found.closes_at,
        wish_limit=found.wish_limit,
        quota=found.quota,
        seed_source=found.seed_source,
        offered=sum(offer.capacity for offer in offers),
        published_at=now,
    )
    SessionFigure.objects.bulk_create(
        SessionFigure(
            round_figure=figure,
            session_id=offer.session_id,
            program_id=offer.program_id,
            district_id=offer.district_id,
            program_title=offer.title,
            starts_at=offer.starts_at,
            offered=offer.capacity,
            published_at=now,
        )
        for offer in offers
    )
