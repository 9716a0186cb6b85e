"""What the close freezes: the submitted applications of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE, Count, Exists, OuterRef, Prefetch

from hamkke.organizations.queries.class_groups import class_groups
from hamkke.placements.models import (
    Application,
    OfferState,
    Placement,
    PlaceOffer,
    Round,
    RoundState,
    UnmetWish,
    Wish,
)
from hamkke.placements.rules.freezing import Applied
from hamkke.placements.rules.wishes import OTHER_GRADE, TOO_MANY_PUPILS, Pupils

if TYPE_CHECKING:
    from collections.abc import Collection


def applied_in(found: Round) -> tuple[Applied, ...]:
    """This function will return the submitted applications of a round. Four queries."""
    rows = list(
        Application.objects.filter(round=found, submitted_at__isnull=False)
        .prefetch_related(Prefetch("wishes", Wish.objects.order_by("rank")))
        .order_by("pk")
        .fetch_mode(FETCH_RAISE)
    )
    facts = class_groups([row.class_group_id for row in rows])
    losses = past_losses(found, list(facts))
    return tuple(
        Applied(
            application_id=row.pk,
            pseudonym=str(row.pseudonym),
            need_tier=group.need_tier,
            past_losses=losses.get(row.class_group_id, 0),
            pupils=Pupils(group.label, group.pupil_count, group.grade, group.level),
            wishes=tuple(wish.round_session_id for wish in row.wishes.all()),
        )
        for row in rows
        if (group := facts[row.class_group_id])
    )


def past_losses(found: Round, class_group_ids: Collection[int]) -> dict[int, int]:
    """This function will count, by class group, the rounds in which it wished and got nothing.

    Counted are the office's published rounds of the same school year; a list of which no wish
    could work is not a loss.
    """
    results = Application.objects.filter(
        class_group_id__in=class_group_ids,
        round__state=RoundState.PUBLISHED,
        round__education_office_id=found.education_office_id,
        round__school_year=found.school_year,
    ).exclude(round=found)
    of_published_run = {"application": OuterRef("pk"), "run__published_at__isnull": False}
    lost = results.filter(
        Exists(
            UnmetWish.objects.filter(**of_published_run).exclude(
                reason__in=(TOO_MANY_PUPILS, OTHER_GRADE)
            )
        ),
        ~Exists(Placement.objects.filter(**of_published_run)),
        ~Exists(PlaceOffer.objects.filter(application=OuterRef("pk"), state=OfferState.ACCEPTED)),
    )
    return dict(lost.values_list("class_group_id").annotate(count=Count("pk")))
