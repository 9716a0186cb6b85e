"""The input of the allocation, as the close freezes it: pseudonyms, no names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import fair_allocation
from hamkke.placements.rules.wishes import Offer, Pupils, obstacle, slots

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from fair_allocation import Applicant, Instance


@dataclass(frozen=True, slots=True)
class Applied:
    """A submitted application: its wishes as RoundSession numbers, best first."""

    application_id: int
    pseudonym: str
    need_tier: int
    past_losses: int
    pupils: Pupils
    wishes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """The instance, and the wishes that could not work with the reason of each."""

    instance: Instance
    excluded: list[dict[str, Any]]


def freeze(*, offers: Sequence[Offer], applied: Sequence[Applied], quota: int) -> Frozen:
    """This function will build the instance of `offers` and `applied`.

    A wish that cannot work (more pupils than the session takes, another grade) is left out of the
    instance and listed, so that nobody gets a place that they cannot use.
    """
    offer_of = {offer.number: offer for offer in offers}
    slot_of = slots(offers)
    excluded: list[dict[str, Any]] = []
    applicants = [_applicant(item, offer_of, quota, excluded) for item in applied]
    sessions = [
        fair_allocation.Session(
            id=offer.key,
            capacity=offer.capacity,
            minimum=offer.minimum,
            slot=slot_of[offer.number],
            program=f"program-{offer.program_id}",
        )
        for offer in offers
    ]
    return Frozen(fair_allocation.Instance(applicants, sessions), excluded)


def _applicant(
    item: Applied, offer_of: Mapping[int, Offer], quota: int, excluded: list[dict[str, Any]]
) -> Applicant:
    works = []
    for rank, number in enumerate(item.wishes, start=1):
        offer = offer_of[number]
        found = obstacle(offer, item.pupils)
        if found is None:
            works.append(offer.key)
        else:
            excluded.append(
                {
                    "application": item.application_id,
                    "round_session": number,
                    "rank": rank,
                    "reason": found.code,
                    "data": found.data,
                }
            )
    return fair_allocation.Applicant(
        id=item.pseudonym,
        wishes=tuple(works),
        quota=quota,
        need_tier=item.need_tier,
        past_losses=item.past_losses,
    )
