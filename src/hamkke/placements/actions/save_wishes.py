"""Save the draft of a list of wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.class_groups import class_group
from hamkke.placements.errors import ChangedElsewhere, TooManyWishes, WishNotOffered
from hamkke.placements.models import Application, Round, RoundSession
from hamkke.placements.queries.locked import round_taking_wishes
from hamkke.placements.rules.permissions import may_apply

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def save_wishes(
    *, viewer: Viewer, round_id: int, order: Sequence[int], version: int, now: datetime
) -> int:
    """This function will keep `order` as the class group's draft and return its new version.

    `order` holds RoundSession numbers, best first; `version` is that of the list the viewer saw, 0
    where there was none. The same list twice, as by a double click, changes nothing. Raises
    NotVisible, NotYetOpen, RoundClosed, TooManyWishes, WishNotOffered, ChangedElsewhere.
    """
    if not may_apply(viewer):
        raise NotVisible
    with transaction.atomic():
        found = round_taking_wishes(round_id, now=now)
        facts = class_group(viewer.class_group_id or 0)
        if facts is None or facts.school_year != found.school_year:
            raise NotVisible
        wanted = list(dict.fromkeys(order))
        _check(found, wanted)
        kept = _application(viewer, found, wanted, now)
        if kept.draft == wanted:
            return kept.version
        if kept.version != version:
            raise ChangedElsewhere(version=kept.version)
        kept.draft, kept.version, kept.saved_at = wanted, kept.version + 1, now
        kept.changed_by_id = viewer.person_id or 0
        kept.save(update_fields=["draft", "version", "saved_at", "changed_by"])
        record_action(viewer=viewer.identity, action="save_wishes", subject=kept, now=now)
    return kept.version


def _check(found: Round, wanted: list[int]) -> None:
    if len(wanted) > found.wish_limit:
        raise TooManyWishes(wish_limit=found.wish_limit)
    offered = set(RoundSession.objects.filter(round=found).values_list("pk", flat=True))
    if not offered.issuperset(wanted):
        raise WishNotOffered


def _application(viewer: Viewer, found: Round, wanted: list[int], now: datetime) -> Application:
    """Return the locked application, made with `wanted` if the class group had none."""
    mine = Application.objects.select_for_update().filter(
        round=found, class_group_id=viewer.class_group_id
    )
    kept = mine.first()
    if kept is not None:
        return kept
    try:
        with transaction.atomic():
            made = Application.objects.create(
                round=found,
                class_group_id=viewer.class_group_id or 0,
                draft=wanted,
                saved_at=now,
                changed_by_id=viewer.person_id or 0,
            )
    except IntegrityError:
        # Another tab was quicker by a moment.
        return mine.get()
    record_action(viewer=viewer.identity, action="save_wishes", subject=made, now=now)
    return made
