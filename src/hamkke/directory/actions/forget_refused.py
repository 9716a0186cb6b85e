"""Forget applications that were refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from hamkke.directory.models import Application, ApplicationState
from hamkke.directory.rules import KEPT_AFTER_REFUSAL
from hamkke.files.actions.remove_file import remove_file
from hamkke.files.queries.files import files_of

if TYPE_CHECKING:
    from datetime import datetime


def forget_refused(*, now: datetime) -> int:
    """This function will delete refused applications after their term, documents and all.

    A job's action; the audit rows of the applying and of the refusal stay: they say nothing of it.
    Returns how many went.
    """
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    old = Application.objects.filter(
        state=ApplicationState.REFUSED, decided_at__lt=midnight - KEPT_AFTER_REFUSAL
    )
    count = 0
    for application in old.order_by("pk"):
        with transaction.atomic():
            for file in files_of(subject=application):
                remove_file(subject=application, key=file.key)
            application.delete()
        count += 1
    return count
