"""Files of a subject, and one file with its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.database.errors import NotVisible
from hamkke.files.models import FileContent, StoredFile

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as lists name it."""

    key: UUID
    name: str
    media_type: str
    size: int
    uploaded_at: datetime

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Download:
    """A file with its bytes."""

    name: str
    media_type: str
    sha256: str
    data: bytes


def files_of(*, subject: Model) -> tuple[FileLine, ...]:
    """This function will list the files of `subject` that PostgreSQL shows to whoever asks."""
    rows = StoredFile.objects.filter(
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented API
        subject_number=subject.pk,
    )
    return tuple(
        FileLine(row.key, row.name, row.media_type, row.size, row.uploaded_at) for row in rows
    )


def download(*, key: UUID) -> Download:
    """This function will return a file that PostgreSQL shows to whoever asks. Raises NotVisible."""
    content = FileContent.objects.select_related("file").filter(pk=key).first()
    if content is None:
        raise NotVisible
    file = content.file
    return Download(file.name, file.media_type, file.sha256, bytes(content.data))
