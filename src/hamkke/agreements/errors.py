"""What agreements refuse, and what to do instead."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal

FORBIDDEN, CONFLICT = 403, 409


class MayNotDraft(Refusal):
    """The viewer is no officer of the district or of the office that covers it."""

    status = FORBIDDEN
    text = _("협약 초안은 자치구나 그 자치구를 맡은 교육지원청의 담당자가 만듭니다.")


class MayNotRevise(Refusal):
    """The viewer reads the agreement but does not write it."""

    status = FORBIDDEN
    text = _("협약 문안은 자치구와 교육지원청의 담당자가 고치고 결재를 올립니다.")


class MayNotApprove(Refusal):
    """The viewer is not an officer of a side."""

    status = FORBIDDEN
    text = _("결재는 자치구와 교육지원청의 담당자가 저마다 자기 기관 몫으로 합니다.")


class MayNotReturn(Refusal):
    """The viewer may not send the agreement back at this point."""

    status = FORBIDDEN
    text = _("결재 중에는 양쪽 담당자가, 서명 중에는 서명할 사람이 협약을 되돌려 보낼 수 있습니다.")


class MayNotSign(Refusal):
    """The viewer is neither the superintendent nor the head of this district."""

    status = FORBIDDEN
    text = _("협약에는 교육감과 그 자치구의 구청장이 저마다 서명합니다.")


class LivingAgreementExists(Refusal):
    """The district has an agreement that has not ended. Data: district."""

    status = CONFLICT
    text = _("%(district)s 협약이 이미 있습니다. 협약 목록에서 그 협약을 열어 주세요.")


class StaleVersion(Refusal):
    """Somebody saved since the viewer opened the page. Data: who, organization, version."""

    status = CONFLICT
    text = _(
        "저장하지 못했습니다. 그사이 %(organization)s %(who)s 님이 협약을 고쳤습니다. "
        "적은 내용은 그대로 있으니 두 문안을 견주어 본 뒤 다시 저장해 주세요."
    )


class ReadAgain(Refusal):
    """The text the viewer read is not the one that stands now."""

    status = CONFLICT
    text = _("그사이 협약이 바뀌었습니다. 지금 문안을 다시 읽고 결정해 주세요.")


class NotADraft(Refusal):
    """Text changes only in the draft. Data: state."""

    status = CONFLICT
    text = _(
        "지금은 ‘%(state)s’ 단계여서 문안을 고치거나 결재를 올릴 수 없습니다. "
        "고칠 곳이 있으면 먼저 되돌려 보내 주세요."
    )


class AlreadySubmitted(Refusal):
    """A second click, or the other side was faster."""

    status = CONFLICT
    text = _("이미 결재를 올린 협약입니다. 양쪽의 결재를 기다려 주세요.")


class NotApproving(Refusal):
    """There is nothing to approve now. Data: state."""

    status = CONFLICT
    text = _("지금은 ‘%(state)s’ 단계여서 결재할 수 없습니다.")


class AlreadyApproved(Refusal):
    """The viewer's side has approved this submission."""

    status = CONFLICT
    text = _("우리 기관은 이미 결재했습니다. 한 번만 결재하면 됩니다.")


class NotReturnable(Refusal):
    """There is nothing to send back. Data: state."""

    status = CONFLICT
    text = _("지금은 ‘%(state)s’ 단계여서 되돌려 보낼 수 없습니다.")


class ReasonMissing(Refusal):
    """Whoever gets it back must know why."""

    text = _("되돌려 보내는 까닭을 적어 주세요.")


class NotSigning(Refusal):
    """There is nothing to sign now. Data: state."""

    status = CONFLICT
    text = _("지금은 ‘%(state)s’ 단계여서 서명할 수 없습니다.")


class AlreadySigned(Refusal):
    """The viewer's side has signed."""

    status = CONFLICT
    text = _("이미 서명했습니다. 한 번만 서명하면 됩니다.")


class TextChanged(Refusal):
    """The hash that was signed is not that of the frozen text."""

    status = CONFLICT
    text = _("서명하지 않았습니다. 읽은 문안과 지금 문안이 다릅니다. 다시 읽고 서명해 주세요.")


class TitleMissing(Refusal):
    """An agreement has a title."""

    text = _("협약 이름을 적어 주세요.")


class TextTooLong(Refusal):
    """A text is longer than its field. Data: what, limit, length."""

    text = _("%(what)s: %(limit)d자까지 적을 수 있습니다. 지금은 %(length)d자입니다.")


class SigningDateOutOfRange(Refusal):
    """The date is surely a slip. Data: first, last (years)."""

    text = _("협약일을 %(first)d년에서 %(last)d년 사이의 날짜로 적어 주세요.")


class UnknownPillar(Refusal):
    """A pillar that does not exist, or one named twice."""

    text = _("협약에 담을 과제를 목록에서 한 번씩만 골라 주세요.")


class PillarsMissing(Refusal):
    """Nothing to approve: no pillar has a text."""

    text = _("결재를 올리려면 과제를 하나 이상 담아 주세요.")
