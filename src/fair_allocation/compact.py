"""The compact form of a bundle: for large runs, a column of numbers is one text.

Each column is Base64 of little-endian 32-bit whole numbers, in the order of ``applicants`` or
``sessions``, which are sorted by code points. Every value has exactly one spelling.
"""

import base64
import binascii
from typing import TYPE_CHECKING

import numpy as np

from fair_allocation.allocation import Allocation, NumberedPlaces
from fair_allocation.columns import Int32s, Int64s
from fair_allocation.fields import Fields
from fair_allocation.instance import Instance

if TYPE_CHECKING:
    from fair_allocation.bundle import Bundle

COMPACT_FORMAT = "hamkke-allocation-bundle-compact/1"

OF_APPLICANTS = ("quota", "need_tier", "past_losses", "applicant_district")
OF_SESSIONS = ("capacity", "minimum", "reserve", "slot", "program", "session_district")
ROWS = ("wish_count", "wish_session", "place_count", "place_session")
LABELS = ("districts", "slots", "programs")
_FIELDS = (
    "format", "instance_digest", "seed", "mechanism", "cancelled", "certificate",
    "applicants", "sessions", *LABELS, *OF_APPLICANTS, *OF_SESSIONS, *ROWS,
)  # fmt: skip


def write_compact(bundle: "Bundle") -> dict[str, object]:
    """This function will return the compact form of a bundle."""
    instance, allocation = bundle.instance, bundle.allocation
    start, place = allocation.numbered(instance)
    columns: dict[str, Int32s] = {
        name: getattr(instance, name) for name in (*OF_APPLICANTS, *OF_SESSIONS, "wish_session")
    }
    columns["wish_count"] = np.diff(instance.wish_indptr)
    columns["place_count"], columns["place_session"] = np.diff(start), place
    proof = allocation.certificate
    return {
        "format": COMPACT_FORMAT,
        "instance_digest": bundle.digest,
        "seed": allocation.seed,
        "mechanism": allocation.mechanism,
        "cancelled": list(allocation.cancelled),
        **({} if proof is None else {"certificate": dict(proof)}),
        "applicants": list(instance.applicant_ids),
        "sessions": list(instance.session_ids),
        **{name: list(getattr(instance, name)) for name in LABELS},
        **{name: _encoded(columns[name]) for name in (*OF_APPLICANTS, *OF_SESSIONS, *ROWS)},
    }


def read_compact(value: object) -> tuple[Instance, Allocation, str]:
    """This function will read a parsed compact bundle: instance, allocation, claimed digest."""
    read = Fields("bundle", value, known=_FIELDS)
    applicants, sessions = _sorted(read, "applicants"), _sorted(read, "sessions")
    labels = {name: _sorted(read, name) for name in LABELS}
    n, m = len(applicants), len(sessions)
    instance = Instance.from_arrays(
        applicant_ids=applicants,
        session_ids=sessions,
        wish_indptr=_bounds(read, "wish_count", n),
        wish_session=_column(read, "wish_session", None),
        **{name: _column(read, name, n) for name in OF_APPLICANTS},
        **{name: _column(read, name, m) for name in OF_SESSIONS},
        **labels,
    )
    for name, texts in labels.items():
        if getattr(instance, name) != texts:
            raise read.wrong(name, "the texts in use", list(texts))
    allocation = Allocation(
        mechanism=read.text("mechanism"),
        seed=read.text("seed"),
        places=_places(read, instance),
        cancelled=read.texts("cancelled"),
        certificate=read.optional_mapping("certificate"),
    )
    return instance, allocation, read.text("instance_digest")


def _places(read: Fields, instance: Instance) -> NumberedPlaces:
    start = _bounds(read, "place_count", len(instance.applicant_ids))
    place = _column(read, "place_session", int(start[-1]))
    if place.size and not (place.min() >= 0 and place.max() < len(instance.session_ids)):
        raise read.wrong("place_session", "numbers of sessions", int(place.max()))
    return NumberedPlaces(instance, start, place)


def _sorted(read: Fields, name: str) -> tuple[str, ...]:
    texts = read.texts(name)
    if list(texts) != sorted(set(texts)):
        raise read.wrong(name, "texts in the order of code points, each once", list(texts[:2]))
    return texts


def _encoded(column: Int32s) -> str:
    return base64.b64encode(column.astype("<i4").tobytes()).decode()


def _column(read: Fields, name: str, size: int | None) -> Int32s:
    text = read.text(name)
    try:
        decoded = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        decoded = b"?"
    # Base64 can spell one value in several ways: only the plain one is taken
    if len(decoded) % 4 or base64.b64encode(decoded).decode() != text:
        raise read.wrong(name, "Base64 of 32-bit numbers", text)
    column = np.frombuffer(decoded, "<i4").astype(np.int32)
    if size is not None and len(column) != size:
        raise read.wrong(name, f"{size} numbers", len(column))
    return column


def _bounds(read: Fields, name: str, size: int) -> Int64s:
    counts = _column(read, name, size)
    if counts.size and counts.min() < 0:
        raise read.wrong(name, "counts of 0 and more", int(counts.min()))
    bounds = np.zeros(size + 1, np.int64)
    np.cumsum(counts, out=bounds[1:])
    return bounds
