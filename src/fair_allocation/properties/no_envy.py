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

The published order is computed here from its definition, not taken from the code that allocates.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.properties.claims import Claim, find_claims
from fair_allocation.properties.report import Violation

LATER_TURN = "later_turn"
ORDER = "order"
RESERVE = "reserve"

Standing = tuple[int, int, str]
"""(-need tier, -past losses, lottery key): the smaller goes first."""


@dataclass(frozen=True)
class JustifiedEnvy(Violation):
    """A holder has a place that an applicant has the better right to; ``ground`` says why."""

    session: str
    applicant: str
    holder: str
    ground: str  # LATER_TURN, ORDER or RESERVE


@dataclass(slots=True)
class _Turn:
    """The last in line of those who hold places of one session at one turn."""

    members: int = 0
    last_member: tuple[Standing, str] | None = None
    last_other: tuple[Standing, str] | None = None


@dataclass(slots=True)
class _Line:
    session: Session
    turns: dict[int, _Turn] = field(default_factory=dict)


def find(
    instance: Instance,
    allocation: Allocation,
    claims: Iterable[Claim] | None = None,
    *,
    reserves: bool = True,
) -> list[Violation]:
    """This function will find, for each claim, one holder who is justly envied. O(wishes)."""
    claims = list(find_claims(instance, allocation) if claims is None else claims)
    standing = {a.id: _standing(allocation.seed, a) for a in instance.applicants}
    lines = {session.id: _Line(session) for session in instance.sessions}
    for claim in claims:
        if claim.held:
            _enter(lines[claim.session], claim, standing[claim.applicant.id])
    found: list[Violation] = []
    for claim in claims:
        if not claim.held:
            envied = _envied(
                lines[claim.session], claim, standing[claim.applicant.id], reserves=reserves
            )
            if envied is not None:
                holder, ground = envied
                found.append(JustifiedEnvy(claim.session, claim.applicant.id, holder, ground))
    return found


def _standing(seed: str, applicant: Applicant) -> Standing:
    ticket = hashlib.sha256((seed + applicant.id).encode()).hexdigest()
    return (-applicant.need_tier, -applicant.past_losses, ticket)


def _is_member(session: Session, applicant: Applicant) -> bool:
    return session.district is not None and session.district == applicant.district


def _enter(line: _Line, claim: Claim, standing: Standing) -> None:
    turn = line.turns.setdefault(claim.turn, _Turn())
    entry = (standing, claim.applicant.id)
    if _is_member(line.session, claim.applicant):
        turn.members += 1
        turn.last_member = max(turn.last_member or entry, entry)
    else:
        turn.last_other = max(turn.last_other or entry, entry)


def _envied(
    line: _Line, claim: Claim, standing: Standing, *, reserves: bool
) -> tuple[str, str] | None:
    later = [turn for number, turn in line.turns.items() if number > claim.turn]
    for turn in later:
        last = turn.last_other or turn.last_member
        if last is not None:
            return last[1], LATER_TURN
    same = line.turns.get(claim.turn)
    if same is None:
        return None
    reserve = line.session.reserve if reserves else 0
    earlier = sum(turn.members for number, turn in line.turns.items() if number < claim.turn)
    reserve_left = max(0, reserve - earlier)
    member = _is_member(line.session, claim.applicant)
    if same.last_other is not None:
        if same.last_other[0] > standing:
            return same.last_other[1], ORDER
        if member and same.members < reserve_left:
            return same.last_other[1], RESERVE
    may_envy_members = member or same.members > reserve_left
    if same.last_member is not None and may_envy_members and same.last_member[0] > standing:
        return same.last_member[1], ORDER
    return None
