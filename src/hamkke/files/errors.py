"""What can be refused when a file is taken in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class FileRefused(Refusal):
    """The base of everything that keeps a file from being taken."""

    text = _("파일을 받지 못했습니다.")


class FileTooBig(FileRefused):
    """The file is larger than an attachment may be."""

    status = 413
    text = _("‘%(name)s’ 파일이 너무 큽니다. %(limit)s MB까지 올릴 수 있습니다.")


class FileEmpty(FileRefused):
    """There is nothing in the file."""

    text = _("‘%(name)s’ 파일이 비어 있습니다. 파일을 다시 골라 주세요.")


class KindNotAllowed(FileRefused):
    """What the file holds is none of the kinds that are taken, whatever its name says."""

    text = _(
        "‘%(name)s’ 파일은 받을 수 없는 형식입니다. "
        "PDF, HWPX, XLSX, CSV, 그림(JPG, PNG, WebP) 가운데 하나로 저장해 주세요."
    )


class ArchiveSuspicious(FileRefused):
    """The document unpacks to far more than a document holds."""

    text = _("‘%(name)s’ 문서의 압축을 풀면 너무 큽니다. 문서를 나누어 저장해 주세요.")


class PictureTooBig(FileRefused):
    """The picture has more points than a page can show."""

    text = _("‘%(name)s’ 그림이 너무 큽니다. %(limit)s만 화소까지 올릴 수 있습니다.")


class PictureBroken(FileRefused):
    """The picture cannot be read to its end."""

    text = _("‘%(name)s’ 그림이 깨져 있어 읽지 못했습니다. 그림을 다시 저장해 주세요.")


class StorageFull(Refusal):
    """PostgreSQL has no room left on its disk."""

    status = 507
    text = _("저장 공간이 모자라 파일을 저장하지 못했습니다. 잠시 뒤 다시 올려 주세요.")
