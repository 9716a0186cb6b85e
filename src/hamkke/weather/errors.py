"""What can be refused about weather."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class TickerWithoutDate(Refusal):
    """Observations were read, but the page does not say of which day."""

    text = _(
        "관측값 %(count)s개를 읽었지만 날짜를 알 수 없어 넣지 않았습니다. "
        "날짜가 적힌 페이지를 저장해 주세요."
    )


class MayNotImportObservations(Refusal):
    """Observations come in by jobs and commands, not by people."""

    status = 403
    text = _("관측값은 관리 명령으로만 넣을 수 있습니다.")


class TickerTooLong(Refusal):
    """There are many times more rows than stations."""

    text = _(
        "날씨 줄이 너무 많습니다(%(count)s줄). %(limit)s줄까지 읽습니다. "
        "페이지 하나만 저장한 파일인지 살펴 주세요."
    )


class KeyMissing(Refusal):
    """The installation has no key of the hub."""

    text = _("기상청 API허브 인증키(HAMKKE_KMA_KEY)가 없어 날씨를 받지 않습니다.")


class HubUnreachable(Refusal):
    """No answer, or one that broke off on the way."""

    text = _("기상청 서버가 답하지 않았습니다. 조금 뒤에 다시 받습니다.")


class AnswerRefused(Refusal):
    """The hub says no, as for a key without a subscription."""

    text = _("기상청이 자료를 주지 않았습니다(%(reason)s). 인증키와 활용신청을 확인해 주세요.")


class AnswerCutOff(Refusal):
    """The answer lacks its last line."""

    text = _("기상청 자료가 중간에 끊겨 쓰지 않았습니다. 조금 뒤에 다시 받습니다.")


class AnswerUnreadable(Refusal):
    """A line that is not of the known form; the whole answer is left."""

    text = _("기상청 자료의 형식이 달라 쓰지 않았습니다. 읽지 못한 줄: %(line)s")


class HourNotThereYet(Refusal):
    """The hub answers, but has nothing of this hour yet."""

    text = _("기상청에 아직 이 시각의 자료가 없습니다. 조금 뒤에 다시 받습니다.")
