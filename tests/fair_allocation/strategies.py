"""Random instances: few applicants and sessions, so that everything clashes with everything."""

from __future__ import annotations

from hypothesis import strategies as st

from fair_allocation import Applicant, Instance, Session

SEEDS = st.sampled_from(["1", "2", "3", "동행 1193", "2026-03-07"])
DISTRICTS = st.sampled_from(["11545", "11560", None])
MOSTLY_FREE = 4
"""How much oftener a session has no slot (or program) than any one: else rounds stop at once."""


@st.composite
def instances(
    draw: st.DrawFn,
    *,
    most_applicants: int = 8,
    most_sessions: int = 5,
    most_quota: int = 3,
    minimums: bool = True,
) -> Instance:
    names = [f"S{n}" for n in range(draw(st.integers(0, most_sessions)))]
    sessions = [draw(_sessions(name, minimums=minimums)) for name in names]
    wishes = st.permutations(names).flatmap(
        lambda order: st.integers(0, len(order)).map(lambda cut: tuple(order[cut:]))
    )
    applicants = [
        Applicant(
            id=f"a{n}",
            wishes=draw(wishes),
            quota=draw(st.integers(0 if most_quota > 1 else 1, most_quota)),
            need_tier=draw(st.integers(0, 1)),
            past_losses=draw(st.integers(0, 1)),
            district=draw(DISTRICTS),
        )
        for n in range(draw(st.integers(0, most_applicants)))
    ]
    return Instance(applicants, sessions)


@st.composite
def _sessions(draw: st.DrawFn, name: str, *, minimums: bool) -> Session:
    capacity = draw(st.integers(0, 3))
    district = draw(DISTRICTS)
    return Session(
        id=name,
        capacity=capacity,
        minimum=draw(st.integers(0, capacity)) if minimums else 0,
        slot=draw(st.sampled_from([*[None] * MOSTLY_FREE, "09:30", "13:00"])),
        program=draw(st.sampled_from([*[None] * MOSTLY_FREE, "P", "Q"])),
        district=district,
        reserve=draw(st.integers(0, capacity)) if district is not None else 0,
    )
