"""Deferred acceptance against serial dictatorship: seconds, and who gets which wish.

Invented markets of a district's, a city's and a nation's size, the same for
everybody who runs this: they are drawn from a fixed seed. Half of a session's
places go first to its own district. Times depend on the machine; the shares do not.
"""

from __future__ import annotations

import random
import time
from typing import Final

from rich.console import Console
from rich.table import Table

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    SERIAL_DICTATORSHIP,
    Applicant,
    Instance,
    Session,
    allocate,
    verify,
)

SEED: Final = "hamkke benchmark 1"
SIZES: Final = {"district": (200, 40), "city": (5_000, 400), "nation": (50_000, 4_000)}
WISHES: Final = 5
PLACES_PER_APPLICANT: Final = 0.6


def market(applicants: int, sessions: int) -> Instance:
    """Draw a market in which a few sessions are wanted by many."""
    chance = random.Random(f"{SEED} {applicants}")
    popularity = [1 / (rank + 5) for rank in range(sessions)]
    capacity = max(1, round(applicants * PLACES_PER_APPLICANT / sessions))
    names = [f"s{number:05}" for number in range(sessions)]
    districts = [f"d{number:02}" for number in range(max(2, sessions // 16))]

    def wishes() -> tuple[str, ...]:
        drawn = chance.choices(names, popularity, k=WISHES * 3)
        return tuple(dict.fromkeys(drawn))[:WISHES]

    return Instance(
        [
            Applicant(
                f"a{number:06}",
                wishes(),
                need_tier=chance.choice((0, 0, 0, 1)),
                district=chance.choice(districts),
            )
            for number in range(applicants)
        ],
        [
            Session(name, capacity, district=chance.choice(districts), reserve=capacity // 2)
            for name in names
        ],
    )


def main() -> None:
    """Measure each size with each mechanism and print one table."""
    table = Table(
        "market", "mechanism", "seconds", "first wish", "any wish", "violations",
    )  # fmt: skip
    for size, (applicants, sessions) in SIZES.items():
        instance = market(applicants, sessions)
        for mechanism in (DEFERRED_ACCEPTANCE, SERIAL_DICTATORSHIP):
            begun = time.perf_counter()
            allocation = allocate(instance, mechanism=mechanism, seed=SEED)
            seconds = time.perf_counter() - begun
            first = sum(
                applicant.wishes[0] in allocation.places.get(applicant.id, ())
                for applicant in instance.applicants
            )
            served = sum(1 for places in allocation.places.values() if places)
            report = verify(instance, allocation)
            table.add_row(
                f"{size} {applicants:,}×{sessions:,}",
                mechanism.replace("-", " "),
                f"{seconds:.2f}",
                f"{first / applicants:.1%}",
                f"{served / applicants:.1%}",
                str(len(report.violations)),
            )
    Console().print(table)


if __name__ == "__main__":
    main()
