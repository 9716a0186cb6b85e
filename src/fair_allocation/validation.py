"""What must hold of an instance's columns before anybody shares out anything by them."""

import numpy as np

from fair_allocation import errors
from fair_allocation.columns import NONE, Columns
from fair_allocation.ids import check_text


def check(columns: Columns) -> None:
    """This function will raise a subclass of `InvalidInstance` for the first thing wrong."""
    for name, texts in (
        ("slot", columns.slots),
        ("program", columns.programs),
        ("district", columns.districts),
    ):
        for text in texts:
            check_text("session" if name != "district" else "applicant or session", name, text)
    _check_sessions(columns)
    _refuse_duplicate_wishes(columns)


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
