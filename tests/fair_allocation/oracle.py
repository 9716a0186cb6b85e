"""What the mechanisms must give, found by going through every possibility on tiny instances.

Written from the definitions alone: it shares no code with the library and looks at more than it
must (in each round all who have quota left take part again, with all their wishes), so that the
shortcuts the mechanisms take are proved along with them.
"""

from __future__ import annotations

import hashlib
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fair_allocation import Applicant, Instance, Session

Matching = dict[str, str | None]


def rank_key(applicant: Applicant, seed: str) -> tuple[int, int, str]:
    ticket = hashlib.sha256(seed.encode() + applicant.id.encode()).hexdigest()
    return (-applicant.need_tier, -applicant.past_losses, ticket)


def choose(
    session: Session, asking: list[Applicant], *, fixed: list[Applicant], seed: str, reserves: bool
) -> set[str]:
    """Whom a session takes of those who ask, given those it has from earlier rounds."""
    line = sorted(asking, key=lambda a: rank_key(a, seed))
    free = session.capacity - len(fixed)
    own = [a for a in line if session.district is not None and a.district == session.district]
    owed = 0
    if reserves:
        already = sum(a.district == session.district is not None for a in fixed)
        owed = max(0, session.reserve - already)
    taken = [a.id for a in own[: min(owed, free)]]
    taken += [a.id for a in line if a.id not in taken][: free - len(taken)]
    return set(taken)


def allocation_of(
    instance: Instance, seed: str, *, reserves: bool = True
) -> tuple[dict[str, list[str]], list[str]]:
    """All places in wish order, and the cancelled sessions in the order of cancelling."""
    cancelled = sorted(
        s.id
        for s in instance.sessions
        if sum(s.id in a.wishes for a in instance.applicants if a.quota) < s.minimum
    )
    while True:
        held = _all_rounds(instance, seed, set(cancelled), reserves=reserves)
        given = {s.id: sum(s.id in places for places in held.values()) for s in instance.sessions}
        failing = [s for s in instance.sessions if 0 < given[s.id] < s.minimum]
        if not failing:
            break
        worst = min(
            failing,
            key=lambda s: (
                given[s.id] - s.minimum,
                given[s.id],
                hashlib.sha256((seed + s.id).encode()).hexdigest(),
            ),
        )
        cancelled.append(worst.id)
    cancelled += [
        s.id for s in instance.sessions if s.minimum and not given[s.id] and s.id not in cancelled
    ]
    wishes = {a.id: a.wishes for a in instance.applicants}
    return {a: sorted(held[a], key=wishes[a].index) for a in held}, cancelled


def _all_rounds(
    instance: Instance, seed: str, closed: set[str], *, reserves: bool
) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {a.id: [] for a in instance.applicants}
    for _ in range(max((a.quota for a in instance.applicants), default=0)):
        options = {a.id: _options(instance, a, held[a.id], closed) for a in instance.applicants}
        best = _best_stable(instance, seed, held, options, reserves=reserves)
        for applicant, session in best.items():
            if session is not None:
                held[applicant].append(session)
    return held


def _options(
    instance: Instance, applicant: Applicant, held: list[str], closed: set[str]
) -> list[str]:
    if len(held) >= applicant.quota:
        return []
    return [
        wish
        for wish in applicant.wishes
        if wish not in closed
        and wish not in held
        and not any(clash(instance.session(wish), instance.session(h)) for h in held)
    ]


def clash(one: Session, other: Session) -> bool:
    same_slot = one.slot is not None and one.slot == other.slot
    return same_slot or (one.program is not None and one.program == other.program)


def _best_stable(
    instance: Instance,
    seed: str,
    held: dict[str, list[str]],
    options: dict[str, list[str]],
    *,
    reserves: bool,
) -> Matching:
    fixed = {
        s.id: [a for a in instance.applicants if s.id in held[a.id]] for s in instance.sessions
    }

    def stable(matching: Matching) -> bool:
        for session in instance.sessions:
            here = [a for a in instance.applicants if matching[a.id] == session.id]
            wanting = [a for a in instance.applicants if prefers(a.id, session.id, matching)]
            for extra in [None, *wanting]:
                asking = here if extra is None else [*here, extra]
                taken = choose(
                    session, asking, fixed=fixed[session.id], seed=seed, reserves=reserves
                )
                if extra is None and taken != {a.id for a in here}:
                    return False
                if extra is not None and extra.id in taken:
                    return False
        return True

    def prefers(applicant: str, session: str, matching: Matching) -> bool:
        wishes, now = options[applicant], matching[applicant]
        return session in wishes and (now is None or wishes.index(session) < wishes.index(now))

    found = [matching for matching in _matchings(options) if stable(matching)]
    best = [
        one
        for one in found
        if all(
            one[a] == other[a] or prefers(a, str(one[a]), other) for other in found for a in options
        )
    ]
    assert len(best) == 1, "there is exactly one stable matching that is best for everybody"
    return best[0]


def _matchings(options: dict[str, list[str]]) -> Iterator[Matching]:
    choices: list[list[str | None]] = [[None, *wishes] for wishes in options.values()]
    for combination in product(*choices):
        yield dict(zip(options, combination, strict=True))
