"""Applicants with two places under one label: the common ground of `slots` and `same_program`."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance


class Pair(NamedTuple):
    """An applicant (id) with two places (ids) that have one label (its number)."""

    applicant: str
    label: int
    first: str
    second: str


def find_pairs(instance: Instance, allocation: Allocation, label: Int32s) -> Iterator[Pair]:
    """This function will yield each place with the first of the same label before it. O(places)."""
    start, place = allocation.numbered(instance)
    found = np.empty((3, len(place)), np.int32)
    steps = len(instance.wish_session) + len(start)
    count = look_for_pairs.on(steps)(start, place, label, found)
    ids = instance.session_ids
    for applicant, first, second in found[:, :count].T.tolist():
        name = instance.applicant_ids[applicant]
        yield Pair(name, int(label[first]), ids[first], ids[second])


@Kernel
def look_for_pairs(start: Int64s, place: Int32s, label: Int32s, found: Int32s) -> int:
    """This function will write applicant and both sessions of each pair, and count them."""
    count = 0
    for applicant in range(len(start) - 1):
        for at in range(start[applicant] + 1, start[applicant + 1]):
            for before in range(start[applicant], at):
                first, second = place[before], place[at]
                if label[first] != NONE and label[first] == label[second]:
                    if first != second:
                        found[0, count], found[1, count] = applicant, first
                        found[2, count] = second
                        count += 1
                    break
    return count
