"""Record one action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.audit.blind import insert_blindly
from hamkke.audit.models import ActionEntry

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import Model

    from hamkke.database.identity import Identity


def record_action(
    *,
    viewer: Identity,
    action: str,
    subject: Model,
    now: datetime,
    data: dict[str, Any] | None = None,
) -> None:
    """This function will append the entry of an action to the caller's transaction.

    `action` is the action's function name; `data` holds numbers and codes, never personal content.
    The row is written without RETURNING: runtime roles may insert here but not read.
    """
    insert_blindly(
        ActionEntry(
            action=action,
            person_number=viewer.person_id,
            membership_number=viewer.membership_id,
            subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented API
            subject_number=subject.pk,
            data=data or {},
            done_at=now,
        )
    )
