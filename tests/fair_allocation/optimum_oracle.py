"""The lexicographic optimum of tiny instances, found by going through every possibility.

Written from the definition alone; it shares no code with the library. Minimums are not looked at.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fair_allocation import Applicant, Instance

Choice = tuple[str, bool] | None
"""A session and whether it is one of its reserved places."""


def optimum_of(instance: Instance, seed: str) -> dict[str, tuple[str, ...]]:
    """All places, round after round."""
    held: dict[str, tuple[str, ...]] = {a.id: () for a in instance.applicants}
    turn = 1
    while True:
        part = [a for a in instance.applicants if a.quota >= turn and len(held[a.id]) == turn - 1]
        given = _round(instance, seed, held, part)
        if not any(given.values()):
            return held
        for name, choice in given.items():
            held[name] += (choice[0],) if choice else ()
        turn += 1


def _round(
    instance: Instance, seed: str, held: dict[str, tuple[str, ...]], part: list[Applicant]
) -> dict[str, Choice]:
    given = Counter(s for places in held.values() for s in places)
    capacity = {s.id: s.capacity - given[s.id] for s in instance.sessions}
    reserve = {
        s.id: min(
            capacity[s.id],
            max(0, s.reserve - sum(s.id in held[a.id] for a in _members(instance, s.id))),
        )
        for s in instance.sessions
    }
    size = {(s, r): reserve[s] if r else capacity[s] - reserve[s] for s in capacity for r in (0, 1)}
    options = [[None, *_options(instance, a, held[a.id], capacity, reserve)] for a in part]
    best: list[tuple[list[int], tuple[Choice, ...]]] = []
    for choices in product(*options):
        if any(n > size[c] for c, n in Counter(c for c in choices if c).items()):
            continue
        value = _value(instance, seed, part, choices)
        if not best or value > best[0][0]:
            best = [(value, choices)]
        elif value == best[0][0]:
            best.append((value, choices))
    assert len(best) == 1, "the lottery decides everything"
    return dict(zip((a.id for a in part), best[0][1], strict=True))


def _members(instance: Instance, session: str) -> list[Applicant]:
    district = instance.session(session).district
    return [a for a in instance.applicants if district is not None and a.district == district]


def _options(
    instance: Instance,
    applicant: Applicant,
    held: tuple[str, ...],
    capacity: dict[str, int],
    reserve: dict[str, int],
) -> list[Choice]:
    found: list[Choice] = []
    for wish in applicant.wishes[applicant.wishes.index(held[-1]) + 1 if held else 0 :]:
        one = instance.session(wish)
        others = [instance.session(h) for h in held]
        if any(one.slot is not None and one.slot == o.slot for o in others):
            continue
        if any(one.program is not None and one.program == o.program for o in others):
            continue
        found += [(wish, r) for r in (False, True) if (reserve if r else capacity)[wish]]
    return found


def _value(
    instance: Instance, seed: str, part: list[Applicant], choices: tuple[Choice, ...]
) -> list[int]:
    groups = sorted({(a.need_tier, a.past_losses) for a in instance.applicants})
    served = [(a, *choice) for a, choice in zip(part, choices, strict=True) if choice]
    value = [len(served)]
    value += [sum((a.need_tier, a.past_losses) == g for a, _, _ in served) for g in groups[::-1]]
    longest = max((len(a.wishes) for a in instance.applicants), default=0)
    ranks = Counter(a.wishes.index(s) + 1 for a, s, _ in served)
    value += [ranks[r] for r in range(1, longest + 1)]
    value.append(sum(r and a in _members(instance, s) for a, s, r in served))
    for word in range(8):
        total = 0
        for a, s, reserved in served:
            key = hashlib.sha256((seed + a.id).encode()).digest()[4 * word : 4 * word + 4]
            weight = 2 * 64 - 2 * (a.wishes.index(s) + 1) + (not reserved)
            total += (2**32 - int.from_bytes(key)) * weight
        value.append(total)
    return value
