"""The lexicographic optimum, proved by prices in one pass over the wishes of each round.

**What is claimed.** Round k gives each applicant who got a place in every round before, and whose
quota is k or more, at most one of the places left, of the wishes below the last place given, those
without clashes of slot or program with what is held. Of all ways to do that, it is the one with the
greatest vector, compared in lexicographic order, of
1. the sum of the *groups* of those served: equal need tier and past losses make a group, the last
   in line is group 1, the next 2, and so on;
2. the number of first wishes; of second wishes; … as far as the longest list of the instance;
3. the number of reserved places held by applicants of the session's district (a session has so many
   of them as its reserve, less the members of its district who hold places of earlier rounds);
4. for each of the first words of 32 bits of the lottery keys: the sum of (2³² - word) times
   (2·(longest list, at least 64) - 2·rank, and 1 more on a place that is not reserved).
By the first, as many as possible are served, and of the first group in line, of the first two
groups and so on as many as possible, all at once: the sets that can be served are the independent
sets of a transversal matroid, where the greedy choice is best at each step (Edmonds 1971).

**How prices prove it.** Each session has a price vector for its open places and one for its
reserved places. If no price is negative, none but 0 where a place is left, and for each applicant
the place held, less its price, is worth no less than any other wish less its price, and no less
than nothing, then no allocation has a greater vector: sum up over the applicants (weak duality).

**Unique.** Any other allocation with the same vector would differ along a circle of exchanges that
cost nobody anything at these prices. So there is none if the graph of such exchanges has no circle.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.properties.certificate import (
    CertificateUnreadable,
    RoundProof,
    UnreadableError,
    read_certificate,
)
from fair_allocation.properties.circles import has_circle
from fair_allocation.properties.report import Violation
from fair_allocation.sha256 import WORDS, digests

SHORTEST_SCALE = 64


@dataclass(frozen=True)
class PriceWrong(Violation):
    """A price is negative, or not 0 although a place is left, in this round."""

    round: int
    session: str
    reserved: bool


@dataclass(frozen=True)
class PlacesWrong(Violation):
    """More hold open, or reserved, places of a session than are left in this round."""

    round: int
    session: str


@dataclass(frozen=True)
class BetterElsewhere(Violation):
    """At the prices an applicant would rather have this session than what is given.

    So the prices do not prove the allocation to be the best one.
    """

    round: int
    applicant: str
    session: str


@dataclass(frozen=True)
class WorseThanNothing(Violation):
    """At the prices an applicant would rather have nothing than the place given."""

    round: int
    applicant: str


@dataclass(frozen=True)
class NotUnique(Violation):
    """Another allocation is equally good: some can exchange places in a circle, free of charge."""

    round: int


class Turn(NamedTuple):
    """One round: who takes part and holds what, and what is left.

    ``last`` is the position of the place of the round before, ``place`` that of this round's place
    (`NONE` without), both in all wishes.
    """

    takes_part: NDArray[np.bool_]
    last: Int64s
    place: Int64s
    on_reserved: NDArray[np.bool_]
    open: Int64s
    reserved: Int64s


class Worth(NamedTuple):
    """What the vectors are made of, and the prices: open places, reserved places, nothing."""

    group: Int64s
    lottery: NDArray[np.int64]
    ranks: int
    prices: NDArray[np.int64]


class Wishes(NamedTuple):
    """The instance and the places given, as the loops read it."""

    start: Int64s
    session: Int32s
    slot: Int32s
    program: Int32s
    district: Int32s
    reserve_for: Int32s
    place_start: Int64s
    place: Int32s


def find(instance: Instance, allocation: Allocation) -> list[Violation]:
    """This function will find what keeps the certificate from proving the allocation the best."""
    try:
        rounds, words = read_certificate(instance, allocation.certificate)
    except UnreadableError as unreadable:
        return [CertificateUnreadable(unreadable.where)]
    wishes = _wishes(instance, allocation)
    merit = (instance.need_tier.astype(np.int64) << 31) | instance.past_losses
    group = np.unique(merit, return_inverse=True)[1].reshape(-1).astype(np.int64) + 1
    lottery = _lottery(instance, allocation.seed, words)
    ranks = int(np.diff(instance.wish_indptr).max(initial=0))
    at = np.full(len(wishes.place), NONE, np.int64)
    steps = len(wishes.session) + len(group)
    locate.on(steps)(wishes, at)
    found: list[Violation] = []
    last_round = max(len(rounds), int(np.diff(wishes.place_start).max(initial=0))) + 1
    for number in range(1, last_round + 1):
        certificate = rounds[number - 1] if number <= len(rounds) else RoundProof({}, {}, ())
        turn = _turn(instance, allocation, wishes, at, number, certificate)
        prices = _prices(instance, certificate, 2 + ranks + words)
        worth = Worth(group, lottery, ranks, prices)
        found += _of_round(instance, number, wishes, turn, worth)
    return found


def _wishes(instance: Instance, allocation: Allocation) -> Wishes:
    place_start, place = allocation.numbered(instance)
    reserving = instance.reserve > 0
    return Wishes(
        instance.wish_indptr,
        instance.wish_session,
        instance.slot,
        instance.program,
        instance.applicant_district,
        np.where(reserving, instance.session_district, NONE - 1).astype(np.int32),
        place_start,
        place,
    )


def _lottery(instance: Instance, seed: str, words: int) -> NDArray[np.int64]:
    keys = digests(seed.encode(), instance.applicant_ids)
    halves = np.stack((keys >> np.uint64(32), keys & np.uint64(2**32 - 1)), axis=2)
    return 2**32 - halves.reshape(len(keys), 2 * WORDS)[:, :words].astype(np.int64)


def _prices(instance: Instance, certificate: RoundProof, length: int) -> NDArray[np.int64]:
    m = len(instance.session_ids)
    prices = np.zeros((2 * m + 1, length), np.int64)
    for first, named in ((0, certificate.prices), (m, certificate.reserved_prices)):
        for name, price in named.items():
            prices[first + instance.session_number_of[name], : len(price)] = price
    return prices


def _turn(
    instance: Instance,
    allocation: Allocation,
    wishes: Wishes,
    at: Int64s,
    number: int,
    certificate: RoundProof,
) -> Turn:
    n, m = len(instance.applicant_ids), len(instance.session_ids)
    count = np.diff(wishes.place_start)
    takes_part = (instance.quota >= number) & (count >= number - 1)
    last, place = np.full(n, NONE, np.int64), np.full(n, NONE, np.int64)
    last[count >= number - 1] = (
        at[(wishes.place_start[:-1] + number - 2)[count >= number - 1]] if number > 1 else NONE
    )
    place[count >= number] = at[(wishes.place_start[:-1] + number - 1)[count >= number]]
    order = np.arange(len(wishes.place)) - np.repeat(wishes.place_start[:-1], count)
    earlier = order < number - 1
    owner = np.repeat(np.arange(n), count)
    member = wishes.district[owner] == wishes.reserve_for[wishes.place]
    left = instance.capacity - np.bincount(wishes.place[earlier], minlength=m)
    reserved = instance.reserve - np.bincount(wishes.place[earlier & member], minlength=m)
    for name in allocation.cancelled:
        if instance.has_session(name):
            left[instance.session_number_of[name]] = 0
    reserved = np.minimum(np.maximum(reserved, 0), left)
    on_reserved = np.zeros(n, np.bool_)
    on_reserved[[instance.applicant_number_of[name] for name in certificate.on_reserved]] = True
    return Turn(takes_part, last, place, on_reserved, left - reserved, reserved)


def _of_round(
    instance: Instance, number: int, wishes: Wishes, turn: Turn, worth: Worth
) -> list[Violation]:
    n, m = len(instance.applicant_ids), len(instance.session_ids)
    load = np.zeros(2 * m + 1, np.int64)
    wrong = np.full(n, 2 * m + 1, np.int64)
    steps = len(wishes.session) + n
    arcs = np.empty((2, n + 4 * m + 64), np.int32)
    count = compare_all.on(steps)(wishes, turn, worth, load, wrong, arcs)
    if count > arcs.shape[1]:
        arcs = np.empty((2, count), np.int32)
        load[:] = 0
        compare_all.on(steps)(wishes, turn, worth, load, wrong, arcs)
    ids = instance.session_ids
    size = np.concatenate((turn.open, turn.reserved))
    found: list[Violation] = [
        PlacesWrong(number, ids[place % m]) for place in np.flatnonzero(load[:-1] > size)
    ]
    if (turn.on_reserved & (turn.place == NONE)).any():
        found.append(CertificateUnreadable(f"certificate.rounds[{number - 1}].on_reserved"))
    sign = _signs(worth.prices)[:-1]
    bad_price = (sign < 0) | ((sign > 0) & (load[:-1] < size))
    found += [PriceWrong(number, ids[p % m], bool(p >= m)) for p in np.flatnonzero(bad_price)]
    found += [
        BetterElsewhere(number, instance.applicant_ids[a], ids[wrong[a] % m])
        for a in np.flatnonzero(wrong < 2 * m)
    ]
    found += [
        WorseThanNothing(number, instance.applicant_ids[a]) for a in np.flatnonzero(wrong == 2 * m)
    ]
    if not found and has_circle(arcs[:, :count], load[:-1] < size, sign == 0, steps):
        found.append(NotUnique(number))
    return found


@Kernel
def locate(wishes: Wishes, at: Int64s) -> None:
    """This function will find each place among the wishes; `NONE` where it is not, in order."""
    for applicant in range(len(wishes.start) - 1):
        position = wishes.start[applicant]
        for number in range(wishes.place_start[applicant], wishes.place_start[applicant + 1]):
            while position < wishes.start[applicant + 1]:
                position += 1
                if wishes.session[position - 1] == wishes.place[number]:
                    at[number] = position - 1
                    break


@Kernel
def compare_all(
    wishes: Wishes, turn: Turn, worth: Worth, load: Int64s, wrong: Int64s, arcs: Int32s
) -> int:
    """This function will hold what each has against all else, and list what costs nothing.

    ``load`` counts the holders, ``wrong`` gets what one would rather have, ``arcs`` the exchanges.
    """
    m = len(turn.open)
    count = 0
    for applicant in range(len(turn.takes_part)):
        if not turn.takes_part[applicant]:
            continue
        held, rank, member = 2 * m, 0, False
        if turn.place[applicant] != NONE:
            session = wishes.session[turn.place[applicant]]
            rank = turn.place[applicant] - wishes.start[applicant] + 1
            held = session + (m if turn.on_reserved[applicant] else 0)
            member = wishes.district[applicant] == wishes.reserve_for[session]
            load[held] += 1
            count = weigh(
                applicant, (held, rank, member), (2 * m, 0, False), worth, wrong, arcs, count
            )
        first = max(wishes.start[applicant], turn.last[applicant] + 1)
        for at in range(first, wishes.start[applicant + 1]):
            session = wishes.session[at]
            if turn.open[session] + turn.reserved[session] <= 0:
                continue
            if at != turn.place[applicant] and clashes(wishes, applicant, turn.last, session):
                continue
            own = wishes.district[applicant] == wishes.reserve_for[session]
            for place in range(session, 2 * m, m):
                room = turn.open[session] if place < m else turn.reserved[session]
                if room > 0 and place != held:
                    target = (place, at - wishes.start[applicant] + 1, own)
                    count = weigh(
                        applicant, (held, rank, member), target, worth, wrong, arcs, count
                    )
    return count


@Kernel
def weigh(
    applicant: int,
    has: tuple[int, int, bool],
    other: tuple[int, int, bool],
    worth: Worth,
    wrong: Int64s,
    arcs: Int32s,
    count: int,
) -> int:
    """This function will note whether one would rather have the other, or would as soon."""
    sign = 0
    for row in range(worth.prices.shape[1]):
        more = value(applicant, has, worth, row) - value(applicant, other, worth, row)
        more += worth.prices[other[0], row] - worth.prices[has[0], row]
        if more != 0:
            sign = 1 if more > 0 else -1
            break
    if sign < 0:
        wrong[applicant] = min(wrong[applicant], other[0])
    if sign == 0:
        if count < arcs.shape[1]:
            arcs[0, count], arcs[1, count] = has[0], other[0]
        count += 1
    return count


@Kernel
def value(applicant: int, what: tuple[int, int, bool], worth: Worth, row: int) -> int:
    """This function will return one number of the vector that a place is worth."""
    place, rank, member = what
    m = len(worth.prices) // 2
    if rank == 0:
        return 0
    if row == 0:
        group: int = worth.group[applicant]
        return group
    if row <= worth.ranks:
        return 1 if row == rank else 0
    if row == worth.ranks + 1:
        return 1 if member and place >= m else 0
    scale = 2 * (max(SHORTEST_SCALE, worth.ranks) - rank) + (1 if place < m else 0)
    ticket: int = worth.lottery[applicant, row - worth.ranks - 2]
    return ticket * scale


@Kernel
def clashes(wishes: Wishes, applicant: int, last: Int64s, session: int) -> bool:
    """This function will tell whether a session clashes with a place of the rounds before."""
    if last[applicant] == NONE:
        return False
    for number in range(wishes.place_start[applicant], wishes.place_start[applicant + 1]):
        other = wishes.place[number]
        if wishes.slot[session] != NONE and wishes.slot[session] == wishes.slot[other]:
            return True
        if wishes.program[session] != NONE and wishes.program[session] == wishes.program[other]:
            return True
        if wishes.session[last[applicant]] == other:
            break
    return False


def _signs(prices: NDArray[np.int64]) -> Int64s:
    """This function will return -1, 0 or 1: the sign of the first number that is not 0."""
    first = (prices != 0).argmax(axis=1)
    found: Int64s = np.sign(prices[np.arange(len(prices)), first])
    return found
