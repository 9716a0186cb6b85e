"""The published mechanisms, one file each."""

from collections.abc import Callable

from fair_allocation.allocation import Allocation
from fair_allocation.errors import UnknownMechanism
from fair_allocation.instance import Instance
from fair_allocation.lottery import check_seed
from fair_allocation.mechanisms import (
    deferred_acceptance,
    lexicographic_optimum,
    serial_dictatorship,
)

DEFERRED_ACCEPTANCE = deferred_acceptance.NAME
LEXICOGRAPHIC_OPTIMUM = lexicographic_optimum.NAME
SERIAL_DICTATORSHIP = serial_dictatorship.NAME

_BY_NAME: dict[str, Callable[..., Allocation]] = {
    DEFERRED_ACCEPTANCE: deferred_acceptance.allocate,
    LEXICOGRAPHIC_OPTIMUM: lexicographic_optimum.allocate,
    SERIAL_DICTATORSHIP: serial_dictatorship.allocate,
}
MECHANISMS = tuple(_BY_NAME)


def allocate(instance: Instance, *, mechanism: str, seed: str) -> Allocation:
    """This function will share out the places of an instance by a mechanism of `MECHANISMS`.

    The same instance, mechanism and seed give the same allocation, whatever order the applicants
    and sessions came in. Raises `UnknownMechanism` and `InvalidSeed`.
    """
    if mechanism not in _BY_NAME:
        raise UnknownMechanism(mechanism, MECHANISMS)
    check_seed(seed)
    return _BY_NAME[mechanism](instance, seed=seed)
