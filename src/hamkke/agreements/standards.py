"""What is done alike when the standard agreement is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from hamkke.agreements.errors import MayNotKeepStandard, StandardIssued
from hamkke.agreements.models import Standard, StandardClause, StandardState
from hamkke.agreements.rules import keeps_standard
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement


def lock_standard(*, viewer: Viewer, standard_id: int) -> Standard:
    """This function will lock an edition that is being written.

    Raises MayNotKeepStandard, NotVisible, StandardIssued.
    """
    if not keeps_standard(viewer):
        raise MayNotKeepStandard
    found = Standard.objects.filter(pk=standard_id)
    standard = found.select_for_update().first() or found.first()
    if standard is None:
        raise NotVisible
    if standard.state != StandardState.DRAFT:
        raise StandardIssued
    return standard


def clause_of(standard: Standard, clause_id: int) -> StandardClause:
    """This function will return a clause of the edition. Raises NotVisible."""
    clause = StandardClause.objects.filter(standard=standard, pk=clause_id).first()
    if clause is None:
        raise NotVisible
    return clause


def record_standard(standard: Standard, *, viewer: Viewer, action: str, now: datetime) -> None:
    """This function will write an act on the edition to the audit."""
    record_action(
        viewer=viewer.identity,
        action=action,
        subject=standard,
        now=now,
        data={"edition": standard.edition},
    )


def newest_standard_id() -> int | None:
    """This function will return the edition from which a draft sets out today, if there is one."""
    issued = Standard.objects.filter(state=StandardState.ISSUED).order_by("-edition")
    return issued.values_list("pk", flat=True).first()


def take_standard(agreement: Agreement) -> None:
    """This function will give a new draft the clauses of its standard, names of bodies filled in.

    PostgreSQL copies them, so that a draft's text cannot begin as anything else.
    """
    with connection.cursor() as cursor:
        cursor.execute("select agreements_take_standard(%s)", [agreement.pk])
