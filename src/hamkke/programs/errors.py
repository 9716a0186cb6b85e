"""What programs refuse, and what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal

FORBIDDEN, CONFLICT = 403, 409


class MayNotOffer(Refusal):
    """The viewer manages no venue."""

    status = FORBIDDEN
    text = _("프로그램은 체험처의 담당자가 올립니다.")


class MayNotRevise(Refusal):
    """The viewer reads the program but does not write it."""

    status = FORBIDDEN
    text = _("프로그램은 올린 체험처의 담당자만 고치고 승인을 요청할 수 있습니다.")


class MayNotDecide(Refusal):
    """The viewer is not an officer of the district or of the office that covers it."""

    status = FORBIDDEN
    text = _("프로그램은 자치구와 교육지원청의 담당자가 저마다 자기 기관 몫으로 승인합니다.")


class NotInVenuesHands(Refusal):
    """The program is with the officers or public. Data: state."""

    status = CONFLICT
    text = _(
        "지금은 ‘%(state)s’ 상태여서 고칠 수 없습니다. "
        "승인을 기다리는 동안에는 담당자에게 보완 요청을 부탁해 주세요."
    )


class AlreadySubmitted(Refusal):
    """A second click on the request, or another tab."""

    status = CONFLICT
    text = _("이미 승인을 요청한 프로그램입니다. 자치구와 교육지원청의 승인을 기다려 주세요.")


class AlreadyApproved(Refusal):
    """The viewer's side has approved this submission."""

    status = CONFLICT
    text = _("우리 기관은 이미 승인했습니다. 한 번만 승인하면 됩니다.")


class NothingToDecide(Refusal):
    """The program does not wait for a decision. Data: state."""

    status = CONFLICT
    text = _("지금은 ‘%(state)s’ 상태여서 승인하거나 보완을 요청할 수 없습니다.")


class StaleVersion(Refusal):
    """Somebody saved since the viewer opened the page. Data: version."""

    status = CONFLICT
    text = _(
        "저장하지 못했습니다. 그사이 다른 창이나 동료가 이 프로그램을 고쳤습니다. "
        "적은 내용은 그대로 있으니 지금 저장된 내용과 견주어 본 뒤 다시 저장해 주세요."
    )


class ReadAgain(Refusal):
    """The text the viewer read is not the one that stands now."""

    status = CONFLICT
    text = _("그사이 프로그램이 바뀌었습니다. 지금 내용을 다시 읽고 결정해 주세요.")


class PillarNotInForce(Refusal):
    """The pillar is not one of the agreement in force in the venue's district."""

    status = CONFLICT
    text = _(
        "이 과제로는 프로그램을 올릴 수 없습니다. "
        "우리 자치구에서 이행 중인 협약의 과제를 골라 주세요."
    )


class NoOfficeCovers(Refusal):
    """No office of education covers the district today."""

    status = CONFLICT
    text = _(
        "우리 자치구를 맡은 교육지원청이 등록되어 있지 않아 프로그램을 올릴 수 없습니다. "
        "교육청에 알려 주세요."
    )


class TextMissing(Refusal):
    """A text that a teacher needs is empty. Data: what."""

    text = _("%(what)s: 비어 있습니다. 내용을 적어 주세요.")


class TextTooLong(Refusal):
    """A text is longer than its field. Data: what, limit, length."""

    text = _("%(what)s: %(limit)d자까지 적을 수 있습니다. 지금은 %(length)d자입니다.")


class GradesOutOfLevel(Refusal):
    """The grades are not those of the level. Data: level, last."""

    text = _("%(level)s 학년은 1학년부터 %(last)d학년까지, 낮은 학년부터 골라 주세요.")


class UnknownLevel(Refusal):
    """No such level of school."""

    text = _("학교급을 목록에서 골라 주세요.")


class CostOutOfRange(Refusal):
    """The cost is no sum of won that a pupil could pay. Data: limit."""

    text = _("학생 한 사람이 내는 비용은 0원부터 %(limit)s원 사이로 적어 주세요.")


class SessionsMissing(Refusal):
    """Nothing to approve: there is no session."""

    text = _("일정이 없습니다. 일정을 하나 이상 적은 뒤 승인을 요청해 주세요.")


class TooManySessions(Refusal):
    """More sessions than a program may have. Data: limit."""

    text = _("일정은 프로그램 하나에 %(limit)d개까지 적을 수 있습니다.")


class SessionPast(Refusal):
    """A session starts before now. Data: number."""

    text = _("%(number)d번째 일정: 이미 지난 때입니다. 앞으로 있을 날짜와 시각을 적어 주세요.")


class SessionTooFar(Refusal):
    """A session lies years ahead, which is surely a slip. Data: number."""

    text = _("%(number)d번째 일정: 두 해 안의 날짜를 적어 주세요.")


class SessionTimesWrong(Refusal):
    """A session ends before it starts, or on another day. Data: number."""

    text = _("%(number)d번째 일정: 끝나는 시각을 같은 날, 시작보다 뒤로 적어 주세요.")


class SessionPlacesWrong(Refusal):
    """Minimum and capacity do not fit. Data: number, limit."""

    text = _(
        "%(number)d번째 일정: 최소 학급은 1 이상, "
        "정원은 최소 학급 이상 %(limit)d 이하로 적어 주세요."
    )


class SessionPupilsWrong(Refusal):
    """The largest class is out of range. Data: number, limit."""

    text = _("%(number)d번째 일정: 학급 최대 인원은 1명부터 %(limit)d명 사이로 적어 주세요.")


class SessionTwice(Refusal):
    """Two sessions at the same time and place. Data: number."""

    text = _(
        "%(number)d번째 일정: 같은 시각, 같은 장소의 일정이 이미 있습니다. 하나만 남겨 주세요."
    )


class ReasonMissing(Refusal):
    """Whoever gets it back must know why."""

    text = _("무엇을 보완해야 하는지 적어 주세요.")
