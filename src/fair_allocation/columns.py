"""An instance as columns of numbers, sorted by id, before anything is validated but its shape."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import chain, pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from fair_allocation import errors
from fair_allocation.ids import check_ids
from fair_allocation.parts import Applicant, Session

NONE = -1
LARGEST_NUMBER = 2**31 - 1

Int32s = NDArray[np.int32]
Int64s = NDArray[np.int64]
Numbers = ArrayLike


@dataclass(eq=False)
class Columns:
    """The arrays of an `Instance`; see there."""

    applicant_ids: tuple[str, ...]
    wish_indptr: Int64s
    wish_session: Int32s
    quota: Int32s
    need_tier: Int32s
    past_losses: Int32s
    applicant_district: Int32s
    session_ids: tuple[str, ...]
    capacity: Int32s
    minimum: Int32s
    reserve: Int32s
    slot: Int32s
    program: Int32s
    session_district: Int32s
    districts: tuple[str, ...]
    slots: tuple[str, ...]
    programs: tuple[str, ...]

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """This function will return the names of all columns."""
        return tuple(column.name for column in fields(cls))


def columns_of_parts(applicants: tuple[Applicant, ...], sessions: tuple[Session, ...]) -> Columns:
    """This function will number applicants, sessions and labels. O(wishes + n log n)."""
    applicants = tuple(sorted(applicants, key=lambda applicant: applicant.id))
    sessions = tuple(sorted(sessions, key=lambda session: session.id))
    applicant_ids = tuple(applicant.id for applicant in applicants)
    session_ids = tuple(session.id for session in sessions)
    check_ids("applicant", applicant_ids, errors.DuplicateApplicant)
    check_ids("session", session_ids, errors.DuplicateSession)
    districts = _sorted_texts(chain(applicants, sessions), "district")
    slots, programs = _sorted_texts(sessions, "slot"), _sorted_texts(sessions, "program")

    def column(kind: str, parts: Sequence[Any], name: str) -> Int32s:
        values = [getattr(part, name) for part in parts]
        for part, value in zip(parts, values, strict=True):
            if not 0 <= value <= LARGEST_NUMBER:
                raise errors.NumberOutOfRange(kind, part.id, name, value)
        return np.array(values, np.int32)

    capacity = column("session", sessions, "capacity")
    wish_indptr, wish_session = _wishes_of_parts(applicants, session_ids)
    return Columns(
        applicant_ids=applicant_ids,
        wish_indptr=wish_indptr,
        wish_session=wish_session,
        quota=column("applicant", applicants, "quota"),
        need_tier=column("applicant", applicants, "need_tier"),
        past_losses=column("applicant", applicants, "past_losses"),
        applicant_district=_numbers(applicants, "district", districts),
        session_ids=session_ids,
        capacity=capacity,
        minimum=column("session", sessions, "minimum"),
        reserve=column("session", sessions, "reserve"),
        slot=_numbers(sessions, "slot", slots),
        program=_numbers(sessions, "program", programs),
        session_district=_numbers(sessions, "district", districts),
        districts=districts,
        slots=slots,
        programs=programs,
    )


def columns_of_arrays(  # noqa: PLR0913 - one for each column
    *,
    applicant_ids: Sequence[str],
    session_ids: Sequence[str],
    wish_indptr: Numbers,
    wish_session: Numbers,
    capacity: Numbers,
    quota: Numbers = 1,
    need_tier: Numbers = 0,
    past_losses: Numbers = 0,
    applicant_district: Numbers = NONE,
    minimum: Numbers = 0,
    reserve: Numbers = 0,
    slot: Numbers = NONE,
    program: Numbers = NONE,
    session_district: Numbers = NONE,
    districts: Sequence[str] | None = None,
    slots: Sequence[str] | None = None,
    programs: Sequence[str] | None = None,
) -> Columns:
    """This function will put arrays in the order of ids, and labels in the order of texts."""
    n, m = len(applicant_ids), len(session_ids)
    rows, ids = _by_id(applicant_ids)
    places, names = _by_id(session_ids)
    check_ids("applicant", ids, errors.DuplicateApplicant)
    check_ids("session", names, errors.DuplicateSession)
    indptr, wished = _in_order(*_wishes(wish_indptr, wish_session, n, m), rows, places)

    def of_applicants(name: str, value: Numbers) -> Int32s:
        return _column("applicant", applicant_ids, name, value, rows)

    def of_sessions(name: str, value: Numbers) -> Int32s:
        return _column("session", session_ids, name, value, places)

    own = _label_column("applicant_district", applicant_district, n, rows)
    theirs = _label_column("session_district", session_district, m, places)
    both, district_names = _labels("district", np.concatenate((own, theirs)), districts)
    slot_numbers, slot_names = _labels("slot", _label_column("slot", slot, m, places), slots)
    program_numbers, program_names = _labels(
        "program", _label_column("program", program, m, places), programs
    )
    return Columns(
        applicant_ids=ids,
        wish_indptr=indptr,
        wish_session=wished,
        quota=of_applicants("quota", quota),
        need_tier=of_applicants("need_tier", need_tier),
        past_losses=of_applicants("past_losses", past_losses),
        applicant_district=both[:n],
        session_ids=names,
        capacity=of_sessions("capacity", capacity),
        minimum=of_sessions("minimum", minimum),
        reserve=of_sessions("reserve", reserve),
        slot=slot_numbers,
        program=program_numbers,
        session_district=both[n:],
        districts=district_names,
        slots=slot_names,
        programs=program_names,
    )


def _wishes_of_parts(
    applicants: tuple[Applicant, ...], session_ids: tuple[str, ...]
) -> tuple[Int64s, Int32s]:
    number_of = {name: number for number, name in enumerate(session_ids)}
    wishes: list[int] = []
    ends = [0]
    for applicant in applicants:
        try:
            wishes.extend([number_of[wish] for wish in applicant.wishes])
        except KeyError as unknown:
            raise errors.UnknownWish(applicant.id, unknown.args[0]) from None
        ends.append(len(wishes))
    return np.array(ends, np.int64), np.array(wishes, np.int32)


def _sorted_texts(parts: Iterable[Any], name: str) -> tuple[str, ...]:
    return tuple(sorted({getattr(part, name) for part in parts} - {None}))


def _numbers(parts: Sequence[Any], name: str, texts: tuple[str, ...]) -> Int32s:
    number_of: dict[str | None, int] = {text: number for number, text in enumerate(texts)}
    number_of[None] = NONE
    return np.array([number_of[getattr(part, name)] for part in parts], np.int32)


def _by_id(ids: Sequence[str]) -> tuple[Int64s | None, tuple[str, ...]]:
    """This function will return the sorting permutation (None: sorted already) and sorted ids."""
    if all(one <= other for one, other in pairwise(ids)):
        return None, tuple(ids)
    order = sorted(range(len(ids)), key=ids.__getitem__)
    return np.array(order, np.int64), tuple(ids[number] for number in order)


def _in_order(
    indptr: Int64s, wished: Int32s, rows: Int64s | None, places: Int64s | None
) -> tuple[Int64s, Int32s]:
    """This function will put lists of wishes in the order of ids (None: they stand in it)."""
    if places is not None:
        new_number = np.empty(len(places), np.int32)
        new_number[places] = np.arange(len(places), dtype=np.int32)
        wished = new_number[wished]
    if rows is not None:
        lengths = np.diff(indptr)[rows]
        starts = indptr[:-1][rows]
        indptr = np.concatenate(([0], np.cumsum(lengths)))
        wished = wished[np.repeat(starts - indptr[:-1], lengths) + np.arange(indptr[-1])]
    return indptr, wished


def _wishes(wish_indptr: Numbers, wish_session: Numbers, n: int, m: int) -> tuple[Int64s, Int32s]:
    indptr, wished = np.array(wish_indptr, np.int64), np.array(wish_session)
    if wished.size == 0:
        wished = wished.astype(np.int32)
    if indptr.shape != (n + 1,) or indptr[0] != 0 or indptr[-1] != wished.size:
        raise errors.InvalidArray("wish_indptr", "n + 1 bounds from 0 to the number of wishes")
    if (np.diff(indptr) < 0).any():
        raise errors.InvalidArray("wish_indptr", "bounds that do not fall")
    if wished.ndim != 1 or wished.dtype.kind not in "iu":
        raise errors.InvalidArray("wish_session", "one row of whole numbers")
    if wished.size and not (wished.min() >= 0 and wished.max() < m):
        raise errors.InvalidArray("wish_session", f"session numbers below {m}")
    return indptr, wished.astype(np.int32)


def _column(
    kind: str, ids: Sequence[str], name: str, value: Numbers, order: Int64s | None
) -> Int32s:
    whole = _row(name, value, len(ids))
    wrong = np.flatnonzero((whole < 0) | (whole > LARGEST_NUMBER))
    if wrong.size:
        raise errors.NumberOutOfRange(kind, ids[wrong[0]], name, int(whole[wrong[0]]))
    return (whole if order is None else whole[order]).astype(np.int32)


def _row(name: str, value: Numbers, size: int) -> NDArray[Any]:
    whole = np.asarray(value)
    if whole.ndim == 0:
        whole = np.full(size, whole)
    if whole.size == 0:
        whole = whole.astype(np.int32)
    if whole.shape != (size,) or whole.dtype.kind not in "iu":
        raise errors.InvalidArray(name, f"one row of {size} whole numbers")
    return whole


def _label_column(name: str, value: Numbers, size: int, order: Int64s | None) -> Int64s:
    whole = _row(name, value, size).astype(np.int64)
    return whole if order is None else whole[order]


def _labels(
    name: str, numbers: Int64s, texts: Sequence[str] | None
) -> tuple[Int32s, tuple[str, ...]]:
    """This function will number the labels in use by their sorted texts."""
    used, inverse = np.unique(numbers, return_inverse=True)
    limit = LARGEST_NUMBER if texts is None else len(texts) - 1
    if used.size and not (used[0] >= NONE and used[-1] <= limit):
        raise errors.InvalidArray(name, f"numbers from {NONE} to {limit}")
    text_of = [
        None if number == NONE else str(number) if texts is None else texts[number]
        for number in used.tolist()
    ]
    names = tuple(sorted({text for text in text_of if text is not None}))
    number_of: dict[str | None, int] = {text: number for number, text in enumerate(names)}
    number_of[None] = NONE
    new_number = np.array([number_of[text] for text in text_of], np.int32)
    return new_number[inverse.reshape(-1)] if used.size else numbers.astype(np.int32), names
