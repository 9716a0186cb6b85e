"""Keep a file."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Final

from django.db import OperationalError, transaction

from hamkke.files.errors import FileTooBig, StorageFull
from hamkke.files.kinds import LARGEST_FILE, check_file, clean_name
from hamkke.files.models import FileContent, StoredFile

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import Model

    from hamkke.accounts.viewer import Viewer

_DISK_FULL: Final = "53100"


def keep_file(
    *,
    viewer: Viewer,
    upload: UploadedFile[Any],
    subject: Model,
    now: datetime,
    is_public: bool = False,
) -> StoredFile:
    """This function will check a file and keep it as an attachment of `subject`.

    Whether that is allowed is decided by the caller and by the policies of the subject's app on
    files. The audit row is that of the action that attaches. Raises FileRefused, StorageFull.
    """
    if (upload.size or 0) > LARGEST_FILE:
        # Before it is read: a large upload lies in a file of the server, not in memory.
        raise FileTooBig(name=clean_name(upload.name or ""), limit=LARGEST_FILE // 1_000_000)
    checked = check_file(name=upload.name or "", data=upload.read())
    file = StoredFile(
        name=checked.name,
        media_type=checked.media_type,
        size=len(checked.data),
        sha256=hashlib.sha256(checked.data).hexdigest(),
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented API
        subject_number=subject.pk,
        is_public=is_public,
        uploaded_by_number=viewer.person_id,
        uploaded_at=now,
    )
    try:
        with transaction.atomic():
            file.save(force_insert=True)
            FileContent(file=file, data=checked.data).save(force_insert=True)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == _DISK_FULL:
            raise StorageFull from error
        raise
    return file
