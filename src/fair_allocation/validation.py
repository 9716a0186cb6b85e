"""What must hold of an instance's columns before anybody shares out anything by them."""

from itertools import pairwise

import numpy as np

from fair_allocation import errors
from fair_allocation.columns import NONE, Columns


def check(columns: Columns) -> None:
    """This function will raise a subclass of `InvalidInstance` for the first thing wrong."""
    _check_ids("applicant", columns.applicant_ids, errors.DuplicateApplicant)
    _check_ids("session", columns.session_ids, errors.DuplicateSession)
    for name, texts in (
        ("slot", columns.slots),
        ("program", columns.programs),
        ("district", columns.districts),
    ):
        for text in texts:
            check_text("session" if name != "district" else "applicant or session", name, text)
    _check_sessions(columns)
    _refuse_duplicate_wishes(columns)


def check_text(where: str, name: str, value: str) -> None:
    """This function will refuse a text that is empty or that UTF-8 cannot write.

    An empty text is refused because a form that sends "" for "none" would otherwise make all its
    sessions clash with each other.
    """
    if not value:
        raise errors.InvalidField(where, name, "a text of at least one character", '""')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise errors.InvalidField(where, name, "a text of whole characters", ascii(value)) from None


def _check_ids(
    kind: str,
    ids: tuple[str, ...],
    duplicate: type[errors.DuplicateApplicant | errors.DuplicateSession],
) -> None:
    try:
        "".join(ids).encode()
        broken = bool(ids) and not ids[0]  # ids are sorted: an empty one comes first
    except UnicodeEncodeError:
        broken = True
    if broken:
        for name in ids:
            check_text(kind, "id", name)
    for one, other in pairwise(ids):
        if one == other:
            raise duplicate(one)


def _check_sessions(columns: Columns) -> None:
    above = np.flatnonzero(columns.minimum > columns.capacity)
    if above.size:
        at = int(above[0])
        raise errors.MinimumAboveCapacity(
            columns.session_ids[at], int(columns.minimum[at]), int(columns.capacity[at])
        )
    above = np.flatnonzero(columns.reserve > columns.capacity)
    if above.size:
        at = int(above[0])
        raise errors.ReserveAboveCapacity(
            columns.session_ids[at], int(columns.reserve[at]), int(columns.capacity[at])
        )
    lost = np.flatnonzero((columns.reserve > 0) & (columns.session_district == NONE))
    if lost.size:
        at = int(lost[0])
        raise errors.ReserveWithoutDistrict(columns.session_ids[at], int(columns.reserve[at]))


CHUNK = 2**20
"""Wishes looked at together, so that a check of millions needs little memory."""


def _refuse_duplicate_wishes(columns: Columns) -> None:
    indptr, m = columns.wish_indptr, max(1, len(columns.session_ids))
    n = len(columns.applicant_ids)
    start = 0
    while start < n:
        end = int(np.searchsorted(indptr, indptr[start] + CHUNK, side="right")) - 1
        end = min(n, max(start + 1, end))
        rows = np.repeat(np.arange(end - start), np.diff(indptr[start : end + 1]))
        wished = columns.wish_session[indptr[start] : indptr[end]]
        pairs = np.sort(rows * m + wished)
        twice = np.flatnonzero(pairs[1:] == pairs[:-1])
        if twice.size:
            applicant, session = divmod(int(pairs[twice[0]]), m)
            raise errors.DuplicateWish(
                columns.applicant_ids[start + applicant], columns.session_ids[session]
            )
        start = end
