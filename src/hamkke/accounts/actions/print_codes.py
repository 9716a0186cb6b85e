"""Issue the codes of invitations to print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from hamkke.accounts.changes import forget_expired
from hamkke.accounts.keys import VALID_FOR, hash_of, new_code
from hamkke.accounts.queries.changes import Letter, letters_to_print
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def print_codes(
    *, viewer: Viewer, organization_id: int, change_id: int | None = None, now: datetime
) -> tuple[tuple[Letter, str], ...]:
    """This function will give each open invitation of an organization, or one, a fresh code.

    Without `change_id` those that were sent by e-mail are left out. Codes printed before no
    longer work; the code itself is kept nowhere. Raises NotVisible where there is none.
    """
    with transaction.atomic():
        forget_expired(now)
        letters = letters_to_print(
            viewer=viewer, organization_id=organization_id, change_id=change_id
        )
        printed = tuple((letter, new_code()) for letter in letters)
        with connection.cursor() as cursor:
            for letter, code in printed:
                cursor.execute(
                    "select accounts_issue_key(%s::bigint, true, %s, %s)",
                    [letter.change.pk, hash_of(code), now + VALID_FOR],
                )
                record_action(
                    viewer=viewer.identity, action="print_codes", subject=letter.change, now=now
                )
    return printed
