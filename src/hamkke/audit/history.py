"""History of a model's rows: what stood when, and who changed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models


def keep_history[M: models.Model](model: type[M]) -> type[M]:
    """This class decorator will keep every version of a row in an append-only event table.

    Triggers of PostgreSQL write it, so that a change by any way is kept. Fresh trackers for each
    model: a tracker remembers the columns of the first model it meets.
    """
    decorate: Callable[[type[M]], type[M]] = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )
    return decorate(model)
