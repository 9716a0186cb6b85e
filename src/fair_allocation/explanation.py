"""Why an applicant got, or did not get, each wish.

The reasons (see `reasons` for their words) are derived from the instance and the outcome alone, by
the definitions that `properties` checks. So they are true of any allocation that passes `verify`,
by whatever mechanism it was made.
"""

from bisect import bisect_left
from collections import Counter

from fair_allocation import reasons
from fair_allocation.allocation import Allocation
from fair_allocation.instance import Applicant, Instance, Session
from fair_allocation.lottery import lottery_key
from fair_allocation.properties.claims import find_claims
from fair_allocation.reasons import Explanation, Reason, Standing

Place = tuple[int, int, int, str]
"""(turn, -need tier, -past losses, lottery key): the smaller stands ahead."""


def explain(instance: Instance, allocation: Allocation, applicant: str) -> Explanation:
    """This function will give the reason for every wish of the applicant of this id.

    O(W log W) for all W wishes of the instance: make one `Explainer` to explain many. Raises
    `UnknownApplicant`. The allocation should have passed `verify`.
    """
    return Explainer(instance, allocation).explain(applicant)


class Explainer:
    """Explains any applicant of one allocation; the lines of all sessions are set up once."""

    def __init__(self, instance: Instance, allocation: Allocation) -> None:
        """This function will put holders and claimants of every session in line."""
        self._instance = instance
        self._allocation = allocation
        self._cancelled = frozenset(allocation.cancelled)
        self._wished = Counter(wish for a in instance.applicants for wish in a.wishes)
        self._ticket = {a.id: lottery_key(allocation.seed, a.id) for a in instance.applicants}
        self._held: dict[str, list[Place]] = {session.id: [] for session in instance.sessions}
        self._missed: dict[str, list[Place]] = {session.id: [] for session in instance.sessions}
        for claim in find_claims(instance, allocation):
            lines = self._held if claim.held else self._missed
            lines[claim.session].append(self._place(claim.applicant, claim.turn))
        for lines in (self._held, self._missed):
            for line in lines.values():
                line.sort()

    def explain(self, applicant_id: str) -> Explanation:
        """This function will give the reason for every wish of an applicant. O(wishes · log n)."""
        applicant = self._instance.applicant(applicant_id)
        given = self._allocation.of(applicant_id)
        better: list[Session] = []
        found: list[Reason] = []
        for rank, wish in enumerate(applicant.wishes, start=1):
            session = self._instance.session(wish)
            if wish in given:
                found.append(self._given(applicant, rank, session, turn=len(better) + 1))
                better.append(session)
            else:
                found.append(self._missed_for(applicant, rank, session, better))
        return Explanation(applicant_id, given, tuple(found))

    def _missed_for(
        self, applicant: Applicant, rank: int, session: Session, better: list[Session]
    ) -> Reason:
        if session.id in self._cancelled:
            wished = self._wished[session.id]
            return reasons.SessionCancelled(rank, session.id, session.minimum, wished)
        if len(better) >= applicant.quota:
            names = tuple(other.id for other in better)
            if applicant.quota == 1:
                return reasons.NotConsidered(rank, session.id, names[0])
            return reasons.QuotaReached(rank, session.id, applicant.quota, names)
        for other in better:
            if session.program is not None and session.program == other.program:
                return reasons.SameProgram(rank, session.id, other.id, session.program)
            if session.slot is not None and session.slot == other.slot:
                return reasons.SlotClash(rank, session.id, other.id, session.slot)
        return self._out_of_places(applicant, rank, session, turn=len(better) + 1)

    def _given(
        self, applicant: Applicant, rank: int, session: Session, *, turn: int
    ) -> reasons.Given:
        held, missed = self._held[session.id], self._missed[session.id]
        own = self._place(applicant, turn)
        missed_ahead = bisect_left(missed, own)
        return reasons.Given(
            rank=rank,
            session=session.id,
            turn=turn,
            position=bisect_left(held, own) + missed_ahead + 1,
            wished=self._wished[session.id],
            contenders=len(held) + len(missed),
            capacity=session.capacity,
            by_reserve=missed_ahead > 0,
        )

    def _out_of_places(
        self, applicant: Applicant, rank: int, session: Session, *, turn: int
    ) -> reasons.OutOfPlaces:
        held, missed = self._held[session.id], self._missed[session.id]
        own = self._place(applicant, turn)
        _, need, past, _ = own
        # Among sorted tuples a shorter one stands before all that begin with it.
        by_turn = bisect_left(held, (turn,))
        by_need = bisect_left(held, (turn, need))
        by_past = bisect_left(held, (turn, need, past))
        ahead = bisect_left(held, own)
        cutoff = bisect_left(held, missed[0])
        waiting = bisect_left(missed, own) + 1
        full = reasons.SessionFull(
            rank=rank,
            session=session.id,
            turn=turn,
            position=ahead + waiting,
            cutoff_position=cutoff or None,
            waitlist_position=waiting,
            wished=self._wished[session.id],
            contenders=len(held) + len(missed),
            capacity=session.capacity,
            given=len(held),
            ahead_by_turn=by_turn,
            ahead_by_need=by_need - by_turn,
            ahead_by_past_losses=by_past - by_need,
            ahead_by_lottery=ahead - by_past,
            reserved_behind=len(held) - ahead,
            own=_standing(own),
            cutoff=_standing(held[cutoff - 1]) if cutoff else None,
        )
        if full.position > session.capacity or session.district is None:
            return full
        return reasons.ReservedPlaces(
            **vars(full), district=session.district, reserve=session.reserve
        )

    def _place(self, applicant: Applicant, turn: int) -> Place:
        ticket = self._ticket[applicant.id]
        return (turn, -applicant.need_tier, -applicant.past_losses, ticket)


def _standing(place: Place) -> Standing:
    turn, need, past, lottery = place
    return Standing(turn, -need, -past, lottery)
