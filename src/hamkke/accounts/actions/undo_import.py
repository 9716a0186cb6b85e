"""Take an import of staff back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from hamkke.accounts.errors import ChangedMeanwhile, ImportBuiltUpon
from hamkke.accounts.queries.staff import import_to_undo
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def undo_import(*, viewer: Viewer, import_id: int, now: datetime) -> None:
    """This function will take a whole import back: its invitations and the class groups it made.

    Only as long as nobody accepted and nothing refers to these class groups. Raises NotVisible,
    ImportBuiltUpon, ChangedMeanwhile.
    """
    batch = import_to_undo(viewer=viewer, import_id=import_id)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select accounts_undo_import(%s::bigint, %s)", [import_id, now])
    except IntegrityError as error:
        raise ImportBuiltUpon from error
    except ProgrammingError as error:
        raise ChangedMeanwhile from error
    record_action(viewer=viewer.identity, action="undo_import", subject=batch, now=now)
