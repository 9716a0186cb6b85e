"""Remove a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.database.errors import NotVisible
from hamkke.files.models import StoredFile

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import Model


def remove_file(*, subject: Model, key: UUID) -> None:
    """This function will delete one file of `subject` with its bytes. Raises NotVisible.

    The policies of the subject's app decide; the audit row is that of the action that removes.
    """
    count, _kinds = StoredFile.objects.filter(
        pk=key,
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented API
        subject_number=subject.pk,
    ).delete()
    if not count:
        raise NotVisible
