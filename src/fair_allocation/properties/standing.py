"""The published order, computed from its definition: no code of `lottery` is used.

A greater need tier goes first, then more past losses, then the smaller SHA-256 of the seed directly
followed by the applicant's id.
"""

from hashlib import sha256

import numpy as np

from fair_allocation.columns import Int32s
from fair_allocation.instance import Instance

PREFIX = 8  # bytes of a digest that are compared first
CHUNK = 50_000  # ids looked at together: a million need little memory


def standings(instance: Instance, seed: str) -> Int32s:
    """This function will return each applicant's place in the order: the smaller stands ahead."""
    start, ids = seed.encode(), instance.applicant_ids
    head = np.empty(len(ids), np.uint64)
    for at in range(0, len(ids), CHUNK):
        heads = [sha256(start + name.encode()).digest()[:PREFIX] for name in ids[at : at + CHUNK]]
        head[at : at + len(heads)] = np.frombuffer(b"".join(heads), ">u8")
    need, past = instance.need_tier, instance.past_losses
    line = np.lexsort((head, -past, -need))
    one, other = line[:-1], line[1:]
    if np.any((head[one] == head[other]) & (past[one] == past[other]) & (need[one] == need[other])):
        line = np.array(sorted(range(len(need)), key=lambda a: _standing(instance, seed, a)))
    found = np.empty(len(line), np.int32)
    found[line] = np.arange(len(line), dtype=np.int32)
    return found


def _standing(instance: Instance, seed: str, applicant: int) -> tuple[int, int, str]:
    digest = sha256((seed + instance.applicant_ids[applicant]).encode()).hexdigest()
    return (-int(instance.need_tier[applicant]), -int(instance.past_losses[applicant]), digest)
