"""Sharing out limited places among applicants with ranked wishes, so that anybody can check it.

`allocate` makes an `Allocation` of an `Instance` by a published mechanism and a public seed;
`verify` checks it with code that shares nothing with the mechanisms; `explain` says for each wish
of an applicant why it came true or not. A `Bundle` keeps all of it in one file that anybody can
check.

Each name is loaded when it is first asked for: who only passes one on needs no numpy.

The library reads no clock and no random source: the same input gives the same bytes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fair_allocation.allocation import Allocation
    from fair_allocation.bundle import BUNDLE_FORMAT, Bundle, read_bundle, write_bundle
    from fair_allocation.checker import checker_page
    from fair_allocation.errors import AllocationError, InvalidBundle, InvalidInstance
    from fair_allocation.explanation import Explainer, explain
    from fair_allocation.instance import INSTANCE_FORMAT, Applicant, Instance, Session
    from fair_allocation.lottery import lottery_key, published_order, published_rank
    from fair_allocation.mechanisms import (
        DEFERRED_ACCEPTANCE,
        FIRST_COME_FIRST_SERVED,
        LEXICOGRAPHIC_OPTIMUM,
        MECHANISMS,
        SERIAL_DICTATORSHIP,
        allocate,
    )
    from fair_allocation.properties.report import Report, Violation
    from fair_allocation.reasons import (
        Explanation,
        Given,
        NotConsidered,
        QuotaReached,
        Reason,
        ReservedPlaces,
        SameProgram,
        SessionCancelled,
        SessionFull,
        SlotClash,
        Standing,
    )
    from fair_allocation.verification import verify, verify_bundle
    from fair_allocation.waitlist import Waitlist

__all__ = [
    "BUNDLE_FORMAT",
    "DEFERRED_ACCEPTANCE",
    "FIRST_COME_FIRST_SERVED",
    "INSTANCE_FORMAT",
    "LEXICOGRAPHIC_OPTIMUM",
    "MECHANISMS",
    "SERIAL_DICTATORSHIP",
    "Allocation",
    "AllocationError",
    "Applicant",
    "Bundle",
    "Explainer",
    "Explanation",
    "Given",
    "Instance",
    "InvalidBundle",
    "InvalidInstance",
    "NotConsidered",
    "QuotaReached",
    "Reason",
    "Report",
    "ReservedPlaces",
    "SameProgram",
    "Session",
    "SessionCancelled",
    "SessionFull",
    "SlotClash",
    "Standing",
    "Violation",
    "Waitlist",
    "allocate",
    "checker_page",
    "explain",
    "lottery_key",
    "published_order",
    "published_rank",
    "read_bundle",
    "verify",
    "verify_bundle",
    "write_bundle",
]

_NAMES = {
    "fair_allocation.allocation": ("Allocation",),
    "fair_allocation.bundle": ("BUNDLE_FORMAT", "Bundle", "read_bundle", "write_bundle"),
    "fair_allocation.checker": ("checker_page",),
    "fair_allocation.errors": ("AllocationError", "InvalidBundle", "InvalidInstance"),
    "fair_allocation.explanation": ("Explainer", "explain"),
    "fair_allocation.instance": ("INSTANCE_FORMAT", "Applicant", "Instance", "Session"),
    "fair_allocation.lottery": ("lottery_key", "published_order", "published_rank"),
    "fair_allocation.mechanisms": (
        "DEFERRED_ACCEPTANCE",
        "FIRST_COME_FIRST_SERVED",
        "LEXICOGRAPHIC_OPTIMUM",
        "MECHANISMS",
        "SERIAL_DICTATORSHIP",
        "allocate",
    ),
    "fair_allocation.properties.report": ("Report", "Violation"),
    "fair_allocation.reasons": (
        "Explanation",
        "Given",
        "NotConsidered",
        "QuotaReached",
        "Reason",
        "ReservedPlaces",
        "SameProgram",
        "SessionCancelled",
        "SessionFull",
        "SlotClash",
        "Standing",
    ),
    "fair_allocation.verification": ("verify", "verify_bundle"),
    "fair_allocation.waitlist": ("Waitlist",),
}
_HOME = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """This function will load a name from the module it lives in (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOME[name]), name)
    return found
