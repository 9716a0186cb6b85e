"""The published mechanisms, one file each."""

from collections.abc import Callable

from fair_allocation.allocation import Allocation
from fair_allocation.errors import UnknownMechanism
from fair_allocation.instance import Instance
from fair_allocation.lottery import check_seed
from fair_allocation.mechanisms import (
    deferred_acceptance,
    first_come_first_served,
    lexicographic_optimum,
    serial_dictatorship,
)
from fair_allocation.mechanisms.cancellation import Start

DEFERRED_ACCEPTANCE = deferred_acceptance.NAME
LEXICOGRAPHIC_OPTIMUM = lexicographic_optimum.NAME
SERIAL_DICTATORSHIP = serial_dictatorship.NAME
FIRST_COME_FIRST_SERVED = first_come_first_served.NAME

_BY_NAME: dict[str, Callable[..., Allocation]] = {
    DEFERRED_ACCEPTANCE: deferred_acceptance.allocate,
    LEXICOGRAPHIC_OPTIMUM: lexicographic_optimum.allocate,
    SERIAL_DICTATORSHIP: serial_dictatorship.allocate,
    FIRST_COME_FIRST_SERVED: first_come_first_served.allocate,
}
MECHANISMS = tuple(_BY_NAME)
IN_COMPONENTS: dict[str, Start] = {
    DEFERRED_ACCEPTANCE: deferred_acceptance.start,
    LEXICOGRAPHIC_OPTIMUM: lexicographic_optimum.start,
    SERIAL_DICTATORSHIP: serial_dictatorship.start,
    FIRST_COME_FIRST_SERVED: first_come_first_served.start,
}
"""Those whose connected components can be shared out one by one: see `components`."""


def allocate(instance: Instance, *, mechanism: str, seed: str) -> Allocation:
    """This function will share out the places of an instance by a mechanism of `MECHANISMS`.

    The same instance, mechanism and seed give the same allocation, whatever order the applicants
    and sessions came in. Raises `UnknownMechanism` and `InvalidSeed`.
    """
    if mechanism not in _BY_NAME:
        raise UnknownMechanism(mechanism, MECHANISMS)
    check_seed(seed)
    return _BY_NAME[mechanism](instance, seed=seed)
