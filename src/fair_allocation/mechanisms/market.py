"""What every mechanism starts from: the instance with its applicants in the published order."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from fair_allocation.allocation import Allocation, NumberedPlaces
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.lottery import lottery_words, published_rank

__all__ = ["NONE", "Market", "Places", "clashes"]


class Places(NamedTuple):
    """Places given so far: applicant ``a`` has ``session[start[a]:start[a] + size[a]]``.

    There is room for as many as quota and wishes allow.
    """

    start: Int64s
    size: Int32s
    session: Int32s


class Scale(NamedTuple):
    """What an applicant's merit and a wish's rank are measured by: all of them there are."""

    merits: Int64s
    ranks: int


def scale_of(instance: Instance) -> Scale:
    """This function will return the merits there are, the least first, and the longest list."""
    return Scale(np.unique(merit_of(instance)), int(np.diff(instance.wish_indptr).max(initial=0)))


def merit_of(instance: Instance) -> Int64s:
    """This function will return one number for need tier and past losses, both below 2³¹."""
    return (instance.need_tier.astype(np.int64) << 31) | instance.past_losses


@dataclass(frozen=True)
class Market:
    """An instance whose applicants are numbered by the published order: 0 goes first.

    ``rank[a]`` is the number here of applicant ``a`` of the instance. In this order the loops pass
    over memory from front to back.
    """

    instance: Instance
    seed: str
    rank: Int32s
    indptr: Int64s
    wish: Int32s
    quota: Int32s
    district: Int32s
    given_scale: Scale | None = None

    @classmethod
    def of(cls, instance: Instance, *, seed: str, scale: Scale | None = None) -> "Market":
        """This function will draw the lottery and put everybody in line. O(wishes + n log n).

        A component takes the ``scale`` of the whole.
        """
        rank = published_rank(instance, seed=seed)
        order = np.empty(len(rank), np.int32)
        order[rank] = np.arange(len(rank), dtype=np.int32)
        indptr = np.zeros(len(rank) + 1, np.int64)
        np.cumsum(np.diff(instance.wish_indptr)[order], out=indptr[1:])
        wish = np.empty_like(instance.wish_session)
        copy_rows.on(len(wish) + len(rank))(
            order, instance.wish_indptr, instance.wish_session, indptr, wish
        )
        quota, district = instance.quota[order], instance.applicant_district[order]
        return cls(instance, seed, rank, indptr, wish, quota, district, scale)

    @cached_property
    def scale(self) -> Scale:
        """What the optimum measures by; a component's is that of the whole."""
        return self.given_scale or scale_of(self.instance)

    @property
    def steps(self) -> int:
        """How much work a pass is: see `compiled.Kernel.on`."""
        return len(self.wish) + len(self.rank)

    @cached_property
    def demand(self) -> Int64s:
        """How many wish for each session."""
        found = np.zeros(len(self.instance.session_ids), np.int64)
        count.on(self.steps)(self.wish, found)
        return found

    @cached_property
    def member_of(self) -> Int32s:
        """The district each session reserves places for, `NONE` where it reserves none."""
        instance = self.instance
        return np.where(instance.reserve > 0, instance.session_district, NONE).astype(np.int32)

    @cached_property
    def session_rank(self) -> Int32s:
        """The place of each session in the order of the sessions' lottery keys."""
        words = lottery_words(self.seed, self.instance.session_ids)
        rank = np.empty(len(words), np.int32)
        rank[np.lexsort(words.T[::-1])] = np.arange(len(words), dtype=np.int32)
        return rank

    def no_places(self) -> Places:
        """This function will return room for all places that can be given, none of them given."""
        room = np.minimum(self.quota, np.diff(self.indptr))
        start = np.zeros(len(room) + 1, np.int64)
        np.cumsum(room, out=start[1:])
        return Places(start, np.zeros(len(room), np.int32), np.empty(start[-1], np.int32))

    def allocation(self, mechanism: str, places: Places, cancelled: list[int]) -> Allocation:
        """This function will name what was given. O(places)."""
        instance = self.instance
        indptr = np.zeros(len(self.rank) + 1, np.int64)
        np.cumsum(places.size[self.rank], out=indptr[1:])
        session = np.empty(indptr[-1], np.int32)
        copy_rows.on(self.steps)(self.rank, places.start, places.session, indptr, session)
        return Allocation(
            mechanism=mechanism,
            seed=self.seed,
            places=NumberedPlaces(instance, indptr, session),
            cancelled=tuple(instance.session_ids[number] for number in cancelled),
        )


@Kernel
def count(numbers: Int32s, found: Int64s) -> None:
    """This function will count how often there is each number."""
    for at in range(len(numbers)):
        found[numbers[at]] += 1


@Kernel
def copy_rows(
    rows: Int32s, source_start: Int64s, source: Int32s, target_start: Int64s, target: Int32s
) -> None:
    """This function will copy, to row after row of the target, the rows named of the source."""
    for row in range(len(rows)):
        first = source_start[rows[row]]
        start = target_start[row]
        for at in range(target_start[row + 1] - start):
            target[start + at] = source[first + at]


@Kernel
def clashes(held: Places, applicant: int, session: int, slot: Int32s, program: Int32s) -> bool:
    """This function will tell whether a session shares slot or program with a place held."""
    first = held.start[applicant]
    for at in range(first, first + held.size[applicant]):
        other = held.session[at]
        if slot[session] != NONE and slot[session] == slot[other]:
            return True
        if program[session] != NONE and program[session] == program[other]:
            return True
    return False
