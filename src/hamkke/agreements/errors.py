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
    """The viewer stands in no line of a side."""

    status = FORBIDDEN
    text = _("결재는 자치구와 교육지원청의 결재선에 있는 사람이 자기 기관 몫으로 합니다.")


class MayNotReturn(Refusal):
    """The viewer may not send the agreement back at this point."""

    status = FORBIDDEN
    text = _(
        "결재 중에는 차례인 사람이나 기안한 사람이, 서명 중에는 서명할 사람이 "
        "협약을 되돌려 보낼 수 있습니다."
    )


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


class MayNotKeepStandard(Refusal):
    """Only the metropolitan office's officers write the standard agreement."""

    status = FORBIDDEN
    text = _("표준 협약안은 교육청 담당자가 씁니다.")


class StandardIssued(Refusal):
    """An edition in use does not change."""

    status = CONFLICT
    text = _("이미 시행한 판은 고칠 수 없습니다. 새 판을 만들어 고쳐 주세요.")


class StandardBegun(Refusal):
    """One edition is written at a time."""

    status = CONFLICT
    text = _("쓰고 있는 판이 이미 있습니다. 그 판을 이어서 고쳐 주세요.")


class StandardEmpty(Refusal):
    """Nothing to issue."""

    text = _("조항이 하나도 없어 시행할 수 없습니다. 조항을 먼저 넣어 주세요.")


class ClauseMissing(Refusal):
    """No clause could be read, or a clause would be empty."""

    text = _("조항의 내용을 적어 주세요.")


class ClauseTooDeep(Refusal):
    """A clause stands under one that is not there. Data: text."""

    text = _("‘%(text)s’ 앞에 윗단계 조항이 없습니다. 조, 항, 호, 목의 차례를 살펴 주세요.")


class ClauseTaken(Refusal):
    """Somebody saved this clause since the viewer opened it."""

    status = CONFLICT
    text = _(
        "저장하지 못했습니다. 그사이 다른 담당자가 이 조항을 고쳤습니다. "
        "적은 내용은 그대로 있으니 견주어 본 뒤 다시 저장해 주세요."
    )


class ClauseConflict(Refusal):
    """Another wording came up since the viewer opened the clause. Data: who, organization."""

    status = CONFLICT
    text = _(
        "저장하지 못했습니다. 그사이 %(organization)s %(who)s 님이 이 조항을 고쳤습니다. "
        "적은 내용은 그대로 있으니 나란히 놓인 두 문안을 견주어 본 뒤 다시 내 주세요."
    )


class NothingProposed(Refusal):
    """The wording is the one that stands."""

    text = _("지금 문안과 같습니다. 바꿀 곳을 고쳐 적어 주세요.")


class NoOpenProposal(Refusal):
    """There is nothing to accept or withdraw any more."""

    status = CONFLICT
    text = _("이 제안은 이미 끝났습니다. 조항의 지금 문안을 다시 읽어 주세요.")


class OwnProposal(Refusal):
    """A side cannot accept what it proposed itself."""

    status = FORBIDDEN
    text = _("우리 기관이 낸 제안입니다. 상대 기관이 받아들일 수 있습니다.")


class OthersProposal(Refusal):
    """A side cannot withdraw what the other proposed."""

    status = FORBIDDEN
    text = _("상대 기관이 낸 제안은 거둘 수 없습니다. 받아들이거나 다른 문안을 내 주세요.")


class MayNotNegotiate(Refusal):
    """The viewer reads along but writes no wording."""

    status = FORBIDDEN
    text = _("조항의 문안은 자치구와 교육지원청의 담당자가 제안하고 받아들입니다.")


class MayNotComment(Refusal):
    """Only parties comment, before the agreement is public."""

    status = FORBIDDEN
    text = _("의견은 협약을 맺는 기관의 담당자가 협의하는 동안 적습니다.")


class MayNotConsent(Refusal):
    """Only the metropolitan office consents, to reserved clauses."""

    status = FORBIDDEN
    text = _("교육청이 정한 조항의 변경에는 교육청 담당자가 동의합니다.")


class NothingToConsent(Refusal):
    """The clause does not deviate, or has the consent."""

    status = CONFLICT
    text = _("지금은 동의할 변경이 없습니다. 조항의 지금 문안을 다시 읽어 주세요.")


class PointsOpen(Refusal):
    """What is open keeps the draft from being submitted. Data: count."""

    status = CONFLICT
    text = _("아직 정하지 못한 곳이 %(count)d곳 있습니다. 모두 정한 뒤 결재를 올려 주세요.")


class TextTampered(Refusal):
    """The text in the database is not the one whose hash was signed."""

    status = CONFLICT
    text = _("지금 글이 서명한 글과 달라 문서를 내드리지 않습니다. 교육청에 알려 주세요.")


class NoSuchCode(Refusal):
    """What was typed cannot be a verification code."""

    text = _("검증 코드는 영문자와 숫자 16자입니다. 문서 아래쪽에 적힌 코드를 다시 살펴 주세요.")
