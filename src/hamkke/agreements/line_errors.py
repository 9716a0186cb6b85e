"""What approval lines refuse, and what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.agreements.errors import CONFLICT, FORBIDDEN
from hamkke.database.errors import Refusal


class MayNotLay(Refusal):
    """The viewer is not an officer of a side."""

    status = FORBIDDEN
    text = _("결재선은 자치구와 교육지원청의 담당자가 저마다 자기 기관 몫으로 정합니다.")


class LineLaid(Refusal):
    """The side has its line: a second click, or a colleague was faster."""

    status = CONFLICT
    text = _("우리 기관의 결재선은 이미 정했습니다. 바꾸려면 기안한 사람이 되돌려 보내야 합니다.")


class LineMissing(Refusal):
    """Nobody laid the side's line yet."""

    status = CONFLICT
    text = _("결재선을 아직 정하지 않았습니다. 담당자가 먼저 결재선을 정해 주세요.")


class UnknownMember(Refusal):
    """Somebody chosen does not work here, or not in that role."""

    text = _("검토할 사람과 결재할 사람을 우리 기관 목록에서 골라 주세요.")


class ChosenTwice(Refusal):
    """Somebody stands in the line twice."""

    text = _("한 사람을 두 번 고를 수 없습니다. 기안한 사람과 결재할 사람은 검토하지 않습니다.")


class OwnDraft(Refusal):
    """Who drafted does not decide, unless the power was delegated."""

    text = _("기안한 사람은 전결로 위임받았을 때만 결재할 수 있습니다. 다른 사람을 골라 주세요.")


class DueDatePast(Refusal):
    """The day is over."""

    text = _("결재 기한을 오늘이나 그 뒤의 날짜로 적어 주세요.")


class NotYourTurn(Refusal):
    """Somebody else is next. Data: who, part."""

    status = CONFLICT
    text = _("지금은 %(who)s 님이 %(part)s할 차례입니다.")


class NotYourTurnToReturn(Refusal):
    """Somebody else is next, and the viewer did not draft the line."""

    status = CONFLICT
    text = _("지금 차례인 사람이나 결재를 기안한 사람이 되돌려 보낼 수 있습니다.")


class StepDone(Refusal):
    """The viewer did this step, by the first of two clicks."""

    status = CONFLICT
    text = _("이미 마친 단계입니다. 다음 사람의 결재를 기다려 주세요.")


class NumberEntered(Refusal):
    """The side's number is there."""

    status = CONFLICT
    text = _("우리 기관의 문서번호는 이미 적었습니다.")


class MayNotNumber(Refusal):
    """The viewer is not in the line."""

    status = FORBIDDEN
    text = _("문서번호는 결재선에 있는 사람이 자기 기관 몫으로 적습니다.")


class NumberTooLate(Refusal):
    """The agreement is public, its document stands. Data: state."""

    status = CONFLICT
    text = _("지금은 ‘%(state)s’ 단계여서 문서번호를 적을 수 없습니다.")


class NumberMissing(Refusal):
    """Nothing was typed."""

    text = _("문서번호를 적어 주세요.")


class MayNotStandIn(Refusal):
    """The viewer's body approves nothing, or the power is somebody else's."""

    status = FORBIDDEN
    text = _("전결은 결재 권한이 있는 사람이, 대결은 그 기관의 담당자나 기관장이 정합니다.")


class DaysOutOfOrder(Refusal):
    """The last day is before the first, or long gone, or far away. Data: limit (days)."""

    text = _("끝나는 날을 시작하는 날 뒤로, %(limit)d일 안에서 적어 주세요.")


class StandsInForSelf(Refusal):
    """Two people are needed."""

    text = _("자기 자신을 대신할 수는 없습니다. 다른 사람을 골라 주세요.")


class StandInEnded(Refusal):
    """It is over already."""

    status = CONFLICT
    text = _("이미 끝낸 위임입니다.")
