"""The published order: greater need first, then more past losses, then a lottery anybody can redo.

The lottery key of an applicant is the SHA-256 digest of one byte string: the seed's UTF-8 bytes,
directly followed by the applicant id's UTF-8 bytes, with nothing between, before or after them.
Keys are compared as 64 lower-case hexadecimal digits; the smaller goes first. In a shell:

    printf '%s%s' "$SEED" "$APPLICANT_ID" | sha256sum

For one seed, different ids make different byte strings, so nobody can share a key. Text is taken as
it is given: no normalisation, no trimming.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fair_allocation import errors
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.instance import Instance
from fair_allocation.parts import Applicant
from fair_allocation.sha256 import digests

CHUNK = 2**16
"""Ids looked at together, so that a million need little memory."""


def check_seed(seed: str) -> bytes:
    """This function will return the seed's bytes, or raise `InvalidSeed`."""
    try:
        encoded = seed.encode()
    except UnicodeEncodeError:
        raise errors.InvalidSeed(seed) from None
    if not encoded:
        raise errors.InvalidSeed(seed)
    return encoded


def lottery_key(seed: str, applicant_id: str) -> str:
    """This function will return SHA-256(seed ‖ applicant id), 64 lower-case hexadecimal digits."""
    return hashlib.sha256(check_seed(seed) + applicant_id.encode()).hexdigest()


def lottery_words(seed: str, ids: Sequence[str]) -> NDArray[np.uint64]:
    """This function will return the keys of all ids as rows of four words, the first the greatest.

    Rows compare as the keys do.
    """
    return digests(check_seed(seed), ids)


def published_rank(instance: Instance, *, seed: str) -> Int32s:
    """This function will return each applicant's place in the published order, 0 for the first.

    By the applicant's number. O(n log n).
    """
    order = _first_in_line_first(instance, seed)
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order), dtype=np.int32)
    rank.setflags(write=False)
    return rank


def published_order(instance: Instance, *, seed: str) -> tuple[Applicant, ...]:
    """This function will return all applicants in the published order, the first in line first."""
    return tuple(instance.applicants[a] for a in _first_in_line_first(instance, seed).tolist())


def _first_in_line_first(instance: Instance, seed: str) -> Int64s:
    prefix, ids = check_seed(seed), instance.applicant_ids
    head = np.empty(len(ids), np.uint64)
    for start in range(0, len(ids), CHUNK):
        head[start : start + CHUNK] = digests(prefix, ids[start : start + CHUNK], words=1)[:, 0]
    need, past = instance.need_tier.astype(np.int64), instance.past_losses.astype(np.int64)
    merit = need * (int(past.max(initial=0)) + 1) + past
    # in one number what decides nearly always: the merit, then as much of the key as fits behind
    merit = merit.max(initial=0) - merit
    bits = int(merit.max(initial=0)).bit_length()
    short = (merit.astype(np.uint64) << np.uint64(64 - bits)) if bits else np.uint64(0)
    short |= head >> np.uint64(bits)
    order = np.argsort(short)
    line = short[order]
    if (line[1:] == line[:-1]).any():
        order = np.lexsort((*lottery_words(seed, ids).T[::-1], merit))
    return order
