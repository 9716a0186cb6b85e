"""One look at an allocation that tells whether anything can be wrong with it at all.

Nearly every allocation that is checked is right, so `verify` looks once before it searches. What
this look passes breaks no property; what it does not pass is searched by the properties' own
checkers, which name each violation. It does not pass every right allocation: two lottery numbers
may begin alike further than it compares. Then the search finds nothing.

It goes over the places, over the sessions, and then over the wishes, each applicant's as far as a
claim can stand (see `claims`). What it compares is one whole number, the *line*: need and losses
turned round, and behind them as much of the lottery number as fits; the smaller stands ahead. A
claim must stand behind the *bar* of its session and turn, which is the line of the last holder who
can be envied (see `no_envy`): `NEVER` for none, and `ALWAYS` where a place stayed free or one was
given at a later turn.

O(wishes); memory O(sessions × turns). Tests hold it to the checkers, on wrong allocations too.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.properties.claims import Labels, clashes
from fair_allocation.properties.standing import first_words

BITS = 63
"""A line is a whole number that is not negative."""
NEVER, ALWAYS = -1, 2**BITS - 1


class Wishes(NamedTuple):
    """Where each applicant's wishes begin, which they are, and how many may be given."""

    start: Int64s
    wish: Int32s
    quota: Int32s


class Standing(NamedTuple):
    """What lines are made of: no tickets where nothing is promised about envy."""

    need_tier: Int32s
    past_losses: Int32s
    ticket: NDArray[np.uint64]
    need_bits: int
    losses_bits: int


class Districts(NamedTuple):
    """The district of each applicant and of each session."""

    own: Int32s
    theirs: Int32s


class Limits(NamedTuple):
    """What each session can give, must give, and keeps for its district."""

    capacity: Int32s
    minimum: Int32s
    reserve: Int32s


class Given(NamedTuple):
    """The outcome: where each applicant's places begin, which they are, what is cancelled."""

    start: Int64s
    place: Int32s
    cancelled: NDArray[np.bool_]


class Board(NamedTuple):
    """What is written down by session: places given, and by turn how many of them to members.

    ``bar`` has two columns a turn, for others and for members (of the session's district): first
    the lines of those who hold a place and are last in line, then the bars.
    """

    given: Int32s
    members: Int32s
    bar: Int64s


def is_right(instance: Instance, allocation: Allocation, *, envy: bool, reserves: bool) -> bool:
    """This function will tell that all properties hold; of envy and reserves where promised."""
    numbers = cancelled_numbers(instance, allocation)
    start, place = allocation.numbered(instance)
    if numbers is None or not is_listed(instance, allocation, len(place)):
        return False
    sessions = len(instance.session_ids)
    most_held = int((start[1:] - start[:-1]).max(initial=0))
    turns = min(int(instance.quota.max(initial=0)), most_held + 1)
    cancelled = np.zeros(sessions, np.bool_)
    cancelled[numbers] = True
    return look.on(len(instance.wish_session) + len(start))(
        Wishes(instance.wish_indptr, instance.wish_session, instance.quota),
        Standing(
            instance.need_tier,
            instance.past_losses,
            first_words(instance, allocation.seed) if envy else np.empty(0, np.uint64),
            int(instance.need_tier.max(initial=0)).bit_length(),
            int(instance.past_losses.max(initial=0)).bit_length(),
        ),
        Districts(instance.applicant_district, instance.session_district),
        Limits(
            instance.capacity,
            instance.minimum,
            instance.reserve if reserves else np.zeros(sessions, np.int32),
        ),
        (instance.slot, instance.program),
        Given(start, place, cancelled),
        Board(
            np.zeros(sessions, np.int32),
            np.zeros((sessions, turns), np.int32),
            np.full((sessions, 2 * turns), NEVER),
        ),
    )


def cancelled_numbers(instance: Instance, allocation: Allocation) -> list[int] | None:
    """This function will return the sessions cancelled, None if one is unknown or named twice."""
    names, number_of = set(allocation.cancelled), instance.session_number_of
    if len(names) < len(allocation.cancelled) or not names <= number_of.keys():
        return None
    return [number_of[name] for name in names]


def is_listed(instance: Instance, allocation: Allocation, places: int) -> bool:
    """This function will tell that numbering the places left none out, and nobody."""
    listed = allocation.places
    return allocation.is_numbered_by(instance) or (
        listed.keys() == instance.applicant_number_of.keys()
        and sum(map(len, listed.values())) == places
    )


@Kernel
def look(
    wishes: Wishes,
    standing: Standing,
    districts: Districts,
    limits: Limits,
    labels: Labels,
    given: Given,
    board: Board,
) -> bool:
    """This function will look at places, sessions and wishes."""
    return (
        enter(wishes.quota, standing, districts, labels, given, board)
        and set_bars(limits, given.cancelled, board)
        and all_claims_stand_behind(wishes, standing, districts, labels, given, board)
    )


@Kernel
def line_of(standing: Standing, applicant: int) -> int:
    """This function will return the line: what counts most is its first bits."""
    if not len(standing.ticket):
        return 0
    bits = standing.need_bits + standing.losses_bits
    merit = np.int64(standing.need_tier[applicant]) << standing.losses_bits
    merit |= np.int64(standing.past_losses[applicant])
    ahead = ((np.int64(1) << bits) - 1) - merit
    ticket = standing.ticket[applicant] >> np.uint64(bits + 64 - BITS)
    return int((ahead << (BITS - bits)) | np.int64(ticket))


@Kernel
def is_member(districts: Districts, applicant: int, session: int) -> bool:
    """This function will tell whether an applicant is of the session's district."""
    theirs = districts.theirs[session]
    return bool(theirs != NONE and districts.own[applicant] == theirs)


@Kernel
def enter(
    quota: Int32s,
    standing: Standing,
    districts: Districts,
    labels: Labels,
    given: Given,
    board: Board,
) -> bool:
    """This function will count the places; tell that quotas are kept and nothing clashes."""
    for applicant in range(len(quota)):
        first, last = given.start[applicant], given.start[applicant + 1]
        if last - first > quota[applicant]:
            return False
        for at in range(first, last):
            session = given.place[at]
            if clashes(labels, session, given.place, first, at):
                return False
            member = is_member(districts, applicant, session)
            board.given[session] += 1
            board.members[session, at - first] += member
            if len(standing.ticket):
                bar = 2 * (at - first) + member
                line = line_of(standing, applicant)
                board.bar[session, bar] = max(board.bar[session, bar], line)
    return True


@Kernel
def set_bars(limits: Limits, cancelled: NDArray[np.bool_], board: Board) -> bool:
    """This function will set the bars; tell that capacities, minimums, cancellations are kept."""
    for session in range(len(cancelled)):
        given = board.given[session]
        if given > limits.capacity[session]:
            return False
        if cancelled[session]:  # it gave nothing, so that its bars are `NEVER`
            if given or not limits.minimum[session]:
                return False
        elif given < limits.minimum[session]:
            return False
        else:
            set_bars_of(
                board.members[session],
                board.bar[session],
                limits.reserve[session],
                given < limits.capacity[session],
            )
    return True


@Kernel
def set_bars_of(members: Int32s, bar: Int64s, reserve: int, is_free: bool) -> None:  # noqa: FBT001
    """This function will set the bars of a session, from its last turn to the first."""
    always = is_free
    before = members.sum()
    for turn in range(len(members) - 1, -1, -1):
        before -= members[turn]  # of the district, who hold places of earlier turns
        owed = max(reserve - before, 0)
        other, member = bar[2 * turn], bar[2 * turn + 1]
        if always or (other != NEVER and members[turn] < owed):
            bar[2 * turn + 1] = ALWAYS
        else:
            bar[2 * turn + 1] = max(other, member)
        if always:
            bar[2 * turn] = ALWAYS
        elif members[turn] > owed:
            bar[2 * turn] = max(other, member)
        always = always or other != NEVER or member != NEVER


@Kernel
def all_claims_stand_behind(
    wishes: Wishes,
    standing: Standing,
    districts: Districts,
    labels: Labels,
    given: Given,
    board: Board,
) -> bool:
    """This function will tell that places are wishes in their order, and no claim is too good."""
    for applicant in range(len(wishes.quota)):
        first, last = given.start[applicant], given.start[applicant + 1]
        line = line_of(standing, applicant)
        following = first  # the place to come upon next
        for at in range(wishes.start[applicant], wishes.start[applicant + 1]):
            session = wishes.wish[at]
            if following < last and given.place[following] == session:
                following += 1
            elif following - first >= wishes.quota[applicant]:
                break
            else:
                member = is_member(districts, applicant, session)
                reaches = line <= board.bar[session, 2 * (following - first) + member]
                if reaches and not clashes(labels, session, given.place, first, following):
                    return False
        if following < last:
            return False
    return True
