"""Correct one's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.accounts.queries.security import own_account
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def correct_name(*, viewer: Viewer, name: str, now: datetime) -> None:
    """This function will write the viewer's name anew. Raises NotVisible."""
    person = own_account(viewer).person
    with transaction.atomic():
        person.name = name
        person.save(update_fields=["name"])
        record_action(viewer=viewer.identity, action="correct_name", subject=person, now=now)
