"""Checking an allocation: the properties its mechanism promises, and whether it can be redone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from fair_allocation.allocation import Allocation
from fair_allocation.bundle import Bundle
from fair_allocation.errors import UnknownMechanism
from fair_allocation.instance import Instance
from fair_allocation.lottery import check_seed
from fair_allocation.mechanisms import (
    DEFERRED_ACCEPTANCE,
    FIRST_COME_FIRST_SERVED,
    LEXICOGRAPHIC_OPTIMUM,
    MECHANISMS,
    SERIAL_DICTATORSHIP,
    allocate,
)
from fair_allocation.properties import (
    capacity,
    glance,
    minimums,
    no_envy,
    no_waste,
    only_wished,
    optimality,
    quotas,
    same_program,
    slots,
)
from fair_allocation.properties.claims import find_claims
from fair_allocation.properties.report import Report, Violation

_PLAIN: dict[str, Callable[[Instance, Allocation], list[Violation]]] = {
    "only_wished": only_wished.find,
    "capacity": capacity.find,
    "quotas": quotas.find,
    "slots": slots.find,
    "same_program": same_program.find,
    "minimums": minimums.find,
}
_ON_CERTIFICATE: dict[str, dict[str, Callable[[Instance, Allocation], list[Violation]]]] = {
    LEXICOGRAPHIC_OPTIMUM: {"optimality": optimality.find},
}
_ON_CLAIMS: dict[str, dict[str, Callable[..., list[Violation]]]] = {
    DEFERRED_ACCEPTANCE: {"no_waste": no_waste.find, "no_envy": no_envy.find},
    FIRST_COME_FIRST_SERVED: {"no_waste": no_waste.find},
    LEXICOGRAPHIC_OPTIMUM: {"no_waste": no_waste.find},
    SERIAL_DICTATORSHIP: {
        "no_waste": no_waste.find,
        "no_envy": partial(no_envy.find, reserves=False),
    },
}


@dataclass(frozen=True)
class DigestDiffers(Violation):
    """The instance in the bundle is not the one the digest was made of."""

    claimed: str
    computed: str


@dataclass(frozen=True)
class NotReproduced(Violation):
    """The mechanism, run again, gives an applicant other places than the bundle says."""

    applicant: str
    claimed: tuple[str, ...]
    computed: tuple[str, ...]


@dataclass(frozen=True)
class CancellationsDiffer(Violation):
    """The mechanism, run again, cancels other sessions (or in another order)."""

    claimed: tuple[str, ...]
    computed: tuple[str, ...]


@dataclass(frozen=True)
class CertificateDiffers(Violation):
    """The mechanism, run again, proves its outcome by another certificate."""


@dataclass(frozen=True)
class CertificateUnwanted(Violation):
    """A certificate comes with a mechanism that gives none, so nothing checks it."""

    mechanism: str


def verify(instance: Instance, allocation: Allocation) -> Report:
    """This function will check every property that the allocation's mechanism promises.

    It runs no mechanism: what it reports rests on the definitions in `properties` alone.
    O(wishes). Raises `UnknownMechanism` and `InvalidSeed`, as nothing is promised without them.
    """
    if allocation.mechanism not in _ON_CLAIMS:
        raise UnknownMechanism(allocation.mechanism, MECHANISMS)
    check_seed(allocation.seed)
    on_claims = _ON_CLAIMS[allocation.mechanism]
    violations: list[Violation] = []
    envy, reserves = "no_envy" in on_claims, allocation.mechanism == DEFERRED_ACCEPTANCE
    if not glance.is_right(instance, allocation, envy=envy, reserves=reserves):
        claims = find_claims(instance, allocation)
        violations += [v for find in _PLAIN.values() for v in find(instance, allocation)]
        violations += [v for find in on_claims.values() for v in find(instance, allocation, claims)]
    proved = _ON_CERTIFICATE.get(allocation.mechanism, {})
    violations += [v for find in proved.values() for v in find(instance, allocation)]
    if allocation.certificate is not None and not proved:
        violations.append(CertificateUnwanted(allocation.mechanism))
    return Report((*_PLAIN, *on_claims, *proved), tuple(violations))


def verify_bundle(bundle: Bundle) -> Report:
    """This function will check digest and properties, then run the mechanism again and compare."""
    instance, claimed = bundle.instance, bundle.allocation
    report = verify(instance, claimed)
    violations: list[Violation] = []
    if bundle.digest != instance.digest:
        violations.append(DigestDiffers(bundle.digest, instance.digest))
    computed = allocate(instance, mechanism=claimed.mechanism, seed=claimed.seed)
    violations += _not_reproduced(instance, claimed, computed)
    if claimed.cancelled != computed.cancelled:
        violations.append(CancellationsDiffer(claimed.cancelled, computed.cancelled))
    if computed.certificate is not None and claimed.certificate != computed.certificate:
        violations.append(CertificateDiffers())
    return Report(
        ("digest", *report.checked, "reproduced"),
        (*violations, *report.violations),
    )


def _not_reproduced(
    instance: Instance, claimed: Allocation, computed: Allocation
) -> Iterator[NotReproduced]:
    claimed_start, claimed_places = claimed.numbered(instance)
    start, places = computed.numbered(instance)
    same = np.array_equal(start, claimed_start) and np.array_equal(places, claimed_places)
    if same and claimed.is_numbered_by(instance):
        return
    for name in instance.applicant_ids:
        if claimed.of(name) != computed.of(name):
            yield NotReproduced(name, claimed.of(name), computed.of(name))
