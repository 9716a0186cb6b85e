"""Why an applicant got, or did not get, each wish.

The reasons (see `reasons` for their words) are derived from the instance and the outcome alone, by
the definitions that `properties` checks. So they are true of any allocation that passes `verify`,
by whatever mechanism it was made.
"""

from bisect import bisect_left

import numpy as np

from fair_allocation import reasons
from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.lottery import lottery_key
from fair_allocation.mechanisms import LEXICOGRAPHIC_OPTIMUM
from fair_allocation.parts import Applicant, Session
from fair_allocation.properties.claims import Line, find_claims
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
        """This function will group holders and claimants by session."""
        self._instance = instance
        self._allocation = allocation
        # it does not follow the line, so who stands behind may hold a place that is not reserved
        self._by_optimum = allocation.mechanism == LEXICOGRAPHIC_OPTIMUM
        self._cancelled = frozenset(allocation.cancelled)
        self._wished = np.bincount(instance.wish_session, minlength=len(instance.session_ids))
        claims = find_claims(instance, allocation)
        self._held = _Lines(instance, allocation.seed, claims.held)
        self._missed = _Lines(instance, allocation.seed, claims.missed)

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
            wished = self._wished_for(session)
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
        held, missed = self._held.of(session), self._missed.of(session)
        own = self._place(applicant, turn)
        missed_ahead = bisect_left(missed, own)
        return reasons.Given(
            rank=rank,
            session=session.id,
            turn=turn,
            position=bisect_left(held, own) + missed_ahead + 1,
            wished=self._wished_for(session),
            contenders=len(held) + len(missed),
            capacity=session.capacity,
            by_reserve=missed_ahead > 0 and not self._by_optimum,
        )

    def _out_of_places(
        self, applicant: Applicant, rank: int, session: Session, *, turn: int
    ) -> reasons.OutOfPlaces:
        held, missed = self._held.of(session), self._missed.of(session)
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
            wished=self._wished_for(session),
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
        if full.position > session.capacity or session.district is None or self._by_optimum:
            return full
        return reasons.ReservedPlaces(
            **vars(full), district=session.district, reserve=session.reserve
        )

    def _wished_for(self, session: Session) -> int:
        return int(self._wished[self._instance.session_number_of[session.id]])

    def _place(self, applicant: Applicant, turn: int) -> Place:
        ticket = lottery_key(self._allocation.seed, applicant.id)
        return (turn, -applicant.need_tier, -applicant.past_losses, ticket)


class _Lines:
    """Who stands in line for each session, the first in line first; a line is sorted when asked."""

    def __init__(self, instance: Instance, seed: str, line: Line) -> None:
        self._instance = instance
        self._seed = seed
        by_session = np.argsort(line.session, kind="stable")
        self._applicant, self._turn = line.applicant[by_session], line.turn[by_session]
        numbers = np.arange(len(instance.session_ids) + 1)
        self._start = np.searchsorted(line.session[by_session], numbers)
        self._sorted: dict[int, list[Place]] = {}

    def of(self, session: Session) -> list[Place]:
        number = self._instance.session_number_of[session.id]
        if number not in self._sorted:
            part = slice(self._start[number], self._start[number + 1])
            both = zip(self._applicant[part].tolist(), self._turn[part].tolist(), strict=True)
            self._sorted[number] = sorted(self._place(*one) for one in both)
        return self._sorted[number]

    def _place(self, applicant: int, turn: int) -> Place:
        instance = self._instance
        ticket = lottery_key(self._seed, instance.applicant_ids[applicant])
        need, past = int(instance.need_tier[applicant]), int(instance.past_losses[applicant])
        return (turn, -need, -past, ticket)


def _standing(place: Place) -> Standing:
    turn, need, past, lottery = place
    return Standing(turn, -need, -past, lottery)
