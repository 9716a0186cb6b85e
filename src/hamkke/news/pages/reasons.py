"""The sentences that tell a person why a repair is proposed and what a page left open."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from hamkke.news.pages.article import Finding, Note
from hamkke.news.pages.repairs import Confidence, Kind, Rule

KIND_NAMES: Final = {
    Kind.HARD_BREAK: _("줄 끊김"),
    Kind.BLANK: _("빈칸"),
    Kind.SPACING: _("띄어쓰기"),
    Kind.MIDDLE_DOT: _("가운뎃점"),
    Kind.DATE: _("날짜"),
    Kind.LOST_LETTER: _("빠진 글자"),
    Kind.QUOTE: _("따옴표"),
}
CONFIDENCE_NAMES: Final = {
    Confidence.CERTAIN: _("확실함"),
    Confidence.LIKELY: _("그럴듯함"),
    Confidence.UNKNOWN: _("확인 필요"),
}
_REASONS: Final = {
    Rule.JOIN_AS_ELSEWHERE: _("같은 글의 다른 곳에 ‘%(evidence)s’라고 붙여 썼습니다."),
    Rule.JOIN_BY_LANGUAGE: _(
        "낱말 가운데에서 줄이 끊겼습니다. 형태소 분석으로 한 낱말임을 확인했습니다."
    ),
    Rule.PART_AS_ELSEWHERE: _("같은 글의 다른 곳에 ‘%(evidence)s’라고 띄어 썼습니다."),
    Rule.PART_BY_LANGUAGE: _(
        "낱말 사이에서 줄이 끊겼습니다. 형태소 분석으로 두 낱말임을 확인했습니다."
    ),
    Rule.PART_AT_MARK: _("문장 부호 ‘%(evidence)s’ 뒤에서 줄이 끊겼습니다."),
    Rule.BLANK_AT_EDGE: _("문단 앞뒤의 빈칸은 꾸밈으로 넣은 것입니다."),
    Rule.BLANK_INSIDE: _("줄을 바꾸지 않는 빈칸(NBSP)을 보통 빈칸으로 바꿉니다."),
    Rule.BLANK_DOUBLED: _("빈칸이 겹쳤습니다."),
    Rule.SPACE_AFTER_COMMA: _("쉼표 뒤에 빈칸이 빠졌습니다."),
    Rule.SPACE_AS_ELSEWHERE: _("같은 글의 다른 곳에 ‘%(evidence)s’라고 띄어 썼습니다."),
    Rule.SPACE_BY_LANGUAGE: _(
        "꾸미는 말이나 조사 뒤에 낱말이 붙었습니다. 형태소 분석으로 확인했습니다."
    ),
    Rule.DOT_AS_ELSEWHERE: _("같은 글의 다른 곳에 ‘%(evidence)s’라고 썼습니다."),
    Rule.DATE_BY_CALENDAR: _(
        "달력에 맞는 날짜는 하나입니다(%(evidence)s). "
        "연도는 페이지 날짜에서 가장 가까운 해로 보았습니다."
    ),
    Rule.DATE_UNCLEAR: _("글자가 빠진 날짜입니다. 여러 가지로 읽을 수 있어 고치지 않았습니다."),
    Rule.DATE_WITHOUT_YEAR: _(
        "글자가 빠진 날짜입니다. 페이지에 날짜가 없어 요일을 알 수 없습니다."
    ),
    Rule.LETTER_AS_ELSEWHERE: _(
        "줄 앞에서 글자가 빠졌습니다. "
        "같은 글에 여러 번 나오는 낱말 가운데 맞는 것은 ‘%(evidence)s’뿐입니다."
    ),
    Rule.LINK_LOST: _(
        "줄이 끊긴 곳에서 조사나 가운뎃점이 빠진 듯합니다. "
        "다른 곳에는 ‘%(evidence)s’라고 썼지만 여기서는 무엇이었는지 알 수 없습니다."
    ),
    Rule.QUOTE_AS_ELSEWHERE: _(
        "닫는 따옴표가 빠졌습니다. 같은 글의 다른 곳에 %(evidence)s라고 썼습니다."
    ),
    Rule.QUOTE_UNCLOSED: _("따옴표를 열고 닫지 않았습니다. 어디에서 닫는지 알 수 없습니다."),
    Rule.QUOTE_AROUND_NAME: _(
        "이름을 감싼 따옴표가 빠진 듯합니다. 어디부터 이름인지 확인해 주세요."
    ),
    Rule.QUOTE_AROUND_SPEECH: _(
        "말을 그대로 옮긴 문장인데 따옴표가 없습니다. 원문을 확인해 주세요."
    ),
}
_NOTES: Final = {
    Note.NO_DATE: _("페이지에서 날짜를 찾지 못했습니다."),
    Note.WRONG_WEEKDAY: _("페이지의 날짜와 요일이 맞지 않아 날짜를 쓰지 않았습니다: %(detail)s"),
    Note.NO_ARTICLE: _("페이지에서 기사를 찾지 못했습니다."),
    Note.NO_CATEGORY: _("기사의 분류를 찾지 못했습니다."),
    Note.MISSING_PICTURE: _("그림이 파일에 들어 있지 않습니다: %(detail)s"),
}


def reason_of(rule: Rule, evidence: str) -> str:
    """This function will say in the reader's language why a repair is proposed."""
    return str(_REASONS[rule]) % {"evidence": evidence}


def sentence_of(finding: Finding) -> str:
    """This function will say in the reader's language what a page left open."""
    return str(_NOTES[finding.note]) % {"detail": finding.detail}


def shown(text: str) -> str:
    """This function will make breaks and hard blanks of a raw place visible: ⏎ and ␣."""
    return text.replace("\n", "⏎").replace("\xa0", "␣")
