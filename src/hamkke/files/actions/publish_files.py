"""Publish the files of a subject, or take them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.files.models import StoredFile

if TYPE_CHECKING:
    from django.db.models import Model


def publish_files(*, subject: Model, is_public: bool) -> int:
    """This function will show the files of `subject` to everybody or to nobody else.

    Returns how many there are. The policies of the subject's app decide; the audit row is that of
    the action that publishes.
    """
    return StoredFile.objects.filter(
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented API
        subject_number=subject.pk,
    ).update(is_public=is_public)
