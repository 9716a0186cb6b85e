"""No justified envy, with reserved places and turns.

An applicant with a claim to a session (see `claims`) *justly envies* one who holds a place in it if
1. the holder had it at a later turn: nobody gets a second program before everyone had a first; or
2. at the same turn, the applicant comes first in the published order, and the holder's place is not
   owed to the reserve: the applicant is of the session's district, or the holder is not, or more of
   the district hold places than are reserved (then one of them can leave and the reserve is still
   filled); or
3. at the same turn, the applicant is of the session's district, the holder is not, and fewer of the
   district hold places than are reserved, whatever the order says.
Members of the district who hold places of earlier turns count as holding reserved ones.

An applicant justly envies somebody exactly if the session's choice function would take the
applicant in: places of earlier turns stay; of the places left, the reserved ones go first to the
district in the published order, the others to the first of all who remain. With ``reserves=False``
(for mechanisms that know none) every reserve counts as 0.

The published order is computed by `standing` from its definition, not taken from the code that
allocates.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fair_allocation.allocation import Allocation
from fair_allocation.columns import NONE, Int32s, Int64s
from fair_allocation.compiled import Kernel
from fair_allocation.instance import Instance
from fair_allocation.properties.claims import Claims, Line, find_claims
from fair_allocation.properties.report import Violation
from fair_allocation.properties.standing import Standings, is_ahead, standings

LATER_TURN = "later_turn"
ORDER = "order"
RESERVE = "reserve"
GROUNDS = (LATER_TURN, ORDER, RESERVE)
BY_LATER_TURN, BY_ORDER, BY_RESERVE = range(3)
ANYBODY = -2


@dataclass(frozen=True)
class JustifiedEnvy(Violation):
    """A holder has a place that an applicant has the better right to; ``ground`` says why."""

    session: str
    applicant: str
    holder: str
    ground: str  # LATER_TURN, ORDER or RESERVE


class Holders(NamedTuple):
    """Who holds places, by session and turn (from 0 on): ``[session, turn]``.

    ``last_member`` (of the session's district) and ``last_other`` are the holders furthest back in
    line, `NONE` without any. ``owed`` is how many places the reserve still owes in that turn.
    """

    members: Int32s
    last_member: Int32s
    last_other: Int32s
    owed: Int32s


class Bars(NamedTuple):
    """How far ahead one must stand to envy somebody, by session, turn and being of the district.

    That is ahead of ``holder``, whose merit and first word of the lottery stand here again, so that
    a claim is passed over at a glance. `NONE`: nobody is envied; `ANYBODY`: somebody is in any
    case.
    """

    holder: Int32s
    merit: Int64s
    ticket: NDArray[np.uint64]


def find(
    instance: Instance,
    allocation: Allocation,
    claims: Claims | None = None,
    *,
    reserves: bool = True,
) -> list[Violation]:
    """This function will find, for each claim, one holder who is justly envied. O(wishes)."""
    claims = find_claims(instance, allocation) if claims is None else claims
    missed = claims.missed
    return [
        JustifiedEnvy(
            instance.session_ids[missed.session[claim]],
            instance.applicant_ids[missed.applicant[claim]],
            instance.applicant_ids[holder],
            GROUNDS[ground],
        )
        for claim, holder, ground in envies(
            instance, allocation, claims, reserves=reserves
        ).T.tolist()
    ]


def envies(
    instance: Instance, allocation: Allocation, claims: Claims, *, reserves: bool = True
) -> NDArray[np.int32]:
    """This function will return claims, holders justly envied and grounds: three rows of numbers.

    A claim is its number among those missed.
    """
    held, missed = claims.held, claims.missed
    if not len(missed.session):
        return np.empty((3, 0), np.int32)
    standing = standings(instance, allocation.seed)
    own, theirs = instance.applicant_district, instance.session_district
    steps = len(instance.wish_session) + len(own)
    holders = _nobody(len(instance.session_ids), held)
    enter.on(steps)(held.applicant, held.session, held.turn, standing, own, theirs, holders)
    if reserves:
        before = np.cumsum(holders.members, axis=1) - holders.members
        np.maximum(instance.reserve[:, None] - before, 0, out=holders.owed)
    bars = _no_bars(holders.members.size)
    set_bars.on(steps)(holders, standing, bars)
    found = np.empty((3, len(missed.session)), np.int32)
    count = look_for_envy.on(steps)(
        (missed.applicant, missed.session, missed.turn), standing, own, theirs, holders, bars, found
    )
    return found[:, :count]


def _nobody(sessions: int, held: Line) -> Holders:
    shape = (sessions, int(held.turn.max(initial=1)))
    return Holders(
        np.zeros(shape, np.int32),
        np.full(shape, NONE, np.int32),
        np.full(shape, NONE, np.int32),
        np.zeros(shape, np.int32),
    )


def _no_bars(size: int) -> Bars:
    return Bars(
        np.full(2 * size, NONE, np.int32),
        np.empty(2 * size, np.int64),
        np.empty(2 * size, np.uint64),
    )


@Kernel
def enter(
    applicants: Int32s,
    sessions: Int32s,
    turns: Int32s,
    standing: Standings,
    own: Int32s,
    theirs: Int32s,
    holders: Holders,
) -> None:
    """This function will count the holders and keep the last of each kind."""
    for at in range(len(sessions)):
        applicant, session, turn = applicants[at], sessions[at], turns[at] - 1
        last = holders.last_other
        if theirs[session] != NONE and own[applicant] == theirs[session]:
            holders.members[session, turn] += 1
            last = holders.last_member
        before = last[session, turn]
        if before == NONE or is_ahead(standing, before, applicant):
            last[session, turn] = applicant


@Kernel
def look_for_envy(
    claims: tuple[Int32s, Int32s, Int32s],
    standing: Standings,
    own: Int32s,
    theirs: Int32s,
    holders: Holders,
    bars: Bars,
    found: NDArray[np.int32],
) -> int:
    """This function will write each claim with a holder it justly envies, and the ground."""
    applicants, sessions, turns = claims
    last_turn = holders.members.shape[1]
    count = 0
    for claim in range(len(sessions)):
        applicant, session, turn = applicants[claim], sessions[claim], turns[claim] - 1
        member = theirs[session] != NONE and own[applicant] == theirs[session]
        bar = 2 * (session * last_turn + turn) + member
        if turn >= last_turn or bars.holder[bar] == NONE:
            continue
        if bars.holder[bar] != ANYBODY and is_behind(standing, applicant, bars, bar):
            continue
        holder = last_of_later_turns(holders, session, turn)
        ground = BY_LATER_TURN
        if holder == NONE:
            holder, ground = envied(holders, session, turn, member, applicant, standing)
        if holder != NONE:
            found[0, count], found[1, count], found[2, count] = claim, holder, ground
            count += 1
    return count


@Kernel
def is_behind(standing: Standings, applicant: int, bars: Bars, bar: int) -> bool:
    """This function will tell, where a glance does, that an applicant stands behind a bar."""
    merit = standing.merit[applicant]
    ticket = standing.ticket[applicant, 0]
    return bool(bars.merit[bar] > merit or (bars.merit[bar] == merit and bars.ticket[bar] < ticket))


@Kernel
def set_bars(holders: Holders, standing: Standings, bars: Bars) -> None:
    """This function will find whom one must stand ahead of to envy somebody."""
    sessions, turns = holders.members.shape
    for session in range(sessions):
        for turn in range(turns):
            other, last = holders.last_other[session, turn], holders.last_member[session, turn]
            owed, members = holders.owed[session, turn], holders.members[session, turn]
            later = last_of_later_turns(holders, session, turn) != NONE
            for member in range(2):
                bar = other
                enviable = last != NONE and (member == 1 or members > owed)
                if enviable and (bar == NONE or is_ahead(standing, bar, last)):
                    bar = last
                if later or (member == 1 and other != NONE and members < owed):
                    bar = ANYBODY
                at = 2 * (session * turns + turn) + member
                bars.holder[at] = bar
                if bar >= 0:
                    bars.merit[at] = standing.merit[bar]
                    bars.ticket[at] = standing.ticket[bar, 0]


@Kernel
def last_of_later_turns(holders: Holders, session: int, turn: int) -> int:
    """This function will return the last of those who held a place at a later turn."""
    for later in range(holders.members.shape[1] - 1, turn, -1):
        if holders.last_other[session, later] != NONE:
            return int(holders.last_other[session, later])
        if holders.last_member[session, later] != NONE:
            return int(holders.last_member[session, later])
    return NONE


@Kernel
def envied(
    holders: Holders,
    session: int,
    turn: int,
    member: bool,  # noqa: FBT001
    applicant: int,
    standing: Standings,
) -> tuple[int, int]:
    """This function will return a holder of the same turn who is justly envied, and the ground."""
    other = holders.last_other[session, turn]
    owed, members = holders.owed[session, turn], holders.members[session, turn]
    if other != NONE:
        if is_ahead(standing, applicant, other):
            return other, BY_ORDER
        if member and members < owed:
            return other, BY_RESERVE
    last = holders.last_member[session, turn]
    if last != NONE and (member or members > owed) and is_ahead(standing, applicant, last):
        return last, BY_ORDER
    return NONE, BY_ORDER
