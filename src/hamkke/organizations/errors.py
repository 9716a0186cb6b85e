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


class BodyFileUnreadable(Refusal):
    """There is no table of districts in the file."""

    text = _(
        "파일을 읽지 못했습니다. code, name_ko, name_en, office_ko 열이 있는 CSV인지 살펴 주세요."
    )


class BodyRowWrong(Refusal):
    """A cell cannot be taken, so none is."""

    text = _(
        "%(line)s번째 줄의 %(column)s 열을 고쳐 주세요. 비었거나 겹치거나 쓸 수 없는 글자입니다. "
        "한 곳도 넣지 않았습니다."
    )


class CodeWithoutOutline(Refusal):
    """No district has this code."""

    text = _("%(line)s번째 줄의 코드 %(code)s는 없는 시군구 코드입니다. 한 곳도 넣지 않았습니다.")


class NoMetropolitanOffice(Refusal):
    """The metropolitan office comes first."""

    text = _("아직 교육청이 없습니다. 먼저 ./hamkke administrator로 교육청을 만들어 주세요.")
