"""What can be refused about organizations."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class SchoolFileUnreadable(Refusal):
    """The base of what keeps the whole file from being read."""

    text = _("학교 파일을 읽지 못했습니다.")


class SchoolFileTooBig(SchoolFileUnreadable):
    """The file is larger than the national file can be."""

    text = _("파일이 너무 큽니다(%(megabytes)s MB). %(limit)s MB까지 읽습니다.")


class SchoolFileNotText(SchoolFileUnreadable):
    """The bytes are neither UTF-8 nor CP949 throughout."""

    text = _("글자를 읽지 못했습니다. CSV 파일을 UTF-8이나 CP949로 저장해 주세요.")


class SchoolColumnsMissing(SchoolFileUnreadable):
    """The first line does not name all columns that are needed."""

    text = _(
        "첫 줄에 있어야 할 열이 없습니다: %(columns)s. "
        "전국초중등학교위치표준데이터 CSV가 맞는지 살펴 주세요."
    )


class SchoolFileEmpty(SchoolFileUnreadable):
    """There is no school in the file."""

    text = _("파일에 학교가 한 곳도 없습니다.")


class SchoolFileHasProblems(Refusal):
    """Some rows cannot be taken, so none are."""

    text = _("잘못된 곳이 %(count)s개 있어 한 곳도 넣지 않았습니다. 고친 뒤 다시 실행해 주세요.")
