"""How good an outcome is, counted the same way for every rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from fair_allocation.properties import no_envy
from fair_allocation.properties.claims import find_claims

if TYPE_CHECKING:
    from fair_allocation import Allocation, Instance


@dataclass(frozen=True)
class Quality:
    """Shares are of all applicants; `envy` counts claims with a justly envied holder."""

    served: float
    first: float
    mean_rank: float
    need_served: float
    envy: int


def quality(instance: Instance, allocation: Allocation) -> Quality:
    """Count what an allocation gives; the public order is that of its seed."""
    start, place = allocation.numbered(instance)
    served = np.diff(start) > 0
    wishes = np.diff(instance.wish_indptr)
    first = np.full(len(served), -1)
    first[wishes > 0] = instance.wish_session[instance.wish_indptr[:-1][wishes > 0]]
    best = np.full(len(served), -2)
    best[served] = place[start[:-1][served]]
    owner = np.repeat(np.arange(len(served)), wishes)
    at = np.flatnonzero(instance.wish_session == best[owner])
    rank = at - instance.wish_indptr[owner[at]] + 1
    need = instance.need_tier > 0
    claims = find_claims(instance, allocation)
    return Quality(
        served=float(served.mean()),
        first=float((best == first).mean()),
        mean_rank=float(rank.mean()) if rank.size else 0.0,
        need_served=float(served[need].mean()) if need.any() else 0.0,
        envy=no_envy.envies(instance, allocation, claims).shape[1],
    )
