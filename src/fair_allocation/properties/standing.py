"""The published order, computed from its definition: no code of `lottery` is used.

A greater need tier goes first, then more past losses, then the smaller SHA-256 of the seed directly
followed by the applicant's id. Nothing is sorted: who stands ahead is told of any two.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.columns import Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.sha256 import WORDS, digests

CHUNK = 50_000  # ids looked at together: a million need little memory


class Standings(NamedTuple):
    """What decides, by applicant: need and losses, then the digest as words, the greatest first."""

    merit: Int64s
    ticket: NDArray[np.uint64]


def standings(instance: Instance, seed: str) -> Standings:
    """This function will return what each applicant's place in the order is decided by."""
    ticket = np.empty((len(instance.applicant_ids), WORDS), np.uint64)
    for at, words in _drawn(instance, seed, WORDS):
        ticket[at : at + CHUNK] = words
    # both are below 2³¹, so need decides and losses break its ties
    return Standings((instance.need_tier.astype(np.int64) << 31) | instance.past_losses, ticket)


def first_words(instance: Instance, seed: str) -> NDArray[np.uint64]:
    """This function will return the first word of each applicant's digest."""
    found = np.empty(len(instance.applicant_ids), np.uint64)
    for at, words in _drawn(instance, seed, 1):
        found[at : at + CHUNK] = words[:, 0]
    return found


def _drawn(instance: Instance, seed: str, words: int) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    start, ids = seed.encode(), instance.applicant_ids
    for at in range(0, len(ids), CHUNK):
        yield at, digests(start, ids[at : at + CHUNK], words)


@Kernel
def is_ahead(standing: Standings, one: int, other: int) -> bool:
    """This function will tell whether one applicant stands ahead of another."""
    if standing.merit[one] != standing.merit[other]:
        return bool(standing.merit[one] > standing.merit[other])
    for word in range(WORDS):
        if standing.ticket[one, word] != standing.ticket[other, word]:
            return bool(standing.ticket[one, word] < standing.ticket[other, word])
    return False
