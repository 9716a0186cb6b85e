"""Why a file could not be read as a document, and what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class FileUnreadable(Refusal):
    """The base of everything that keeps a file from being read."""

    text = _("파일을 읽지 못했습니다.")


class FileTooLarge(FileUnreadable):
    """The file is larger than a document may be. Data: limit, in MB."""

    status = 413
    text = _("파일이 너무 큽니다. %(limit)d MB까지 확인할 수 있습니다.")


class NoDocument(FileUnreadable):
    """The file is neither PDF nor HWPX, whatever its name says."""

    text = _("PDF나 HWPX 문서가 아닙니다. 내려받은 문서 파일을 그대로 골라 주세요.")


class OldHwp(FileUnreadable):
    """The file is HWP, the older binary format."""

    text = _("HWP 파일은 확인하지 못합니다. 한글에서 HWPX로 저장하거나 PDF를 골라 주세요.")


class FileEncrypted(FileUnreadable):
    """The file is locked by a password."""

    text = _("암호가 걸린 문서여서 읽지 못했습니다. 암호를 풀어 저장한 뒤 다시 골라 주세요.")


class FileBroken(FileUnreadable):
    """The file cannot be read to its end."""

    text = _("문서가 깨져 있어 읽지 못했습니다. 문서를 다시 내려받아 골라 주세요.")


class NothingWritten(FileUnreadable):
    """The file holds pictures only, as a scan does."""

    text = _(
        "글자가 없는 문서입니다. 종이를 찍은 그림은 견줄 수 없으니, "
        "문서에 적힌 검증 코드를 아래에 적어 주세요."
    )


class FileSuspicious(FileUnreadable):
    """The file unpacks to far more than a document holds, or takes too long."""

    text = _("문서의 압축을 풀면 너무 크거나 쪽이 너무 많아 읽지 않았습니다.")


class TooMany(FileUnreadable):
    """Others are waiting for their files to be read."""

    status = 503
    text = _("지금 확인하는 문서가 많습니다. 잠시 뒤에 다시 해 주세요.")
