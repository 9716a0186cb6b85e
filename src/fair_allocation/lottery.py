"""The published order: greater need first, then more past losses, then a lottery anybody can redo.

The lottery key of an applicant is the SHA-256 digest of one byte string: the seed's UTF-8 bytes,
directly followed by the applicant id's UTF-8 bytes, with nothing between, before or after them.
Keys are compared as 64 lower-case hexadecimal digits; the smaller goes first. In a shell:

    printf '%s%s' "$SEED" "$APPLICANT_ID" | sha256sum

For one seed, different ids make different byte strings, so nobody can share a key. Text is taken as
it is given: no normalisation, no trimming.
"""

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fair_allocation import errors
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.instance import Instance
from fair_allocation.parts import Applicant

DIGEST_WORDS = 4
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
    words = np.empty((len(ids), DIGEST_WORDS), np.uint64)
    for start, found in _digests(seed, ids):
        words[start : start + len(found)] = found
    return words


def _digests(seed: str, ids: Sequence[str]) -> Iterator[tuple[int, NDArray[np.uint64]]]:
    prefix, sha256 = check_seed(seed), hashlib.sha256
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        digests = b"".join([sha256(prefix + name.encode()).digest() for name in chunk])
        yield start, np.frombuffer(digests, ">u8").reshape(len(chunk), DIGEST_WORDS)


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
    check_seed(seed)
    first_word = np.empty(len(instance.applicant_ids), np.uint64)
    for start, words in _digests(seed, instance.applicant_ids):
        first_word[start : start + len(words)] = words[:, 0]
    # both are below 2³¹, so need decides and losses break its ties
    merit = (instance.need_tier.astype(np.int64) << 31) | instance.past_losses
    order = np.lexsort((first_word, -merit))
    first, same = first_word[order], merit[order]
    if ((first[1:] == first[:-1]) & (same[1:] == same[:-1])).any():
        # two keys begin with the same 64 bits: compare them whole
        order = np.lexsort((*lottery_words(seed, instance.applicant_ids).T[::-1], -merit))
    return order
