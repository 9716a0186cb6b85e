"""What can be refused in the directory."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class MayNotKeepDirectory(Refusal):
    """The viewer looks after no organization of the directory."""

    status = 403
    text = _("기관 정보는 그 기관의 관리자와 자치구 담당자만 볼 수 있습니다.")


class NotInDirectory(Refusal):
    """The organization has never been verified."""

    text = _("아직 기관 확인을 받지 않았습니다. 자치구 담당자에게 확인을 부탁해 주세요.")


class MayNotVerify(Refusal):
    """Another district's application, or no officer of a district."""

    status = 403
    text = _("기관이 있는 자치구의 담당자만 정할 수 있습니다.")


class ReasonMissing(Refusal):
    """A refusal without a reason."""

    text = _("승인하지 않는 까닭을 적어 주세요. 신청한 기관에 그대로 알립니다.")


class AlreadyDecided(Refusal):
    """Somebody was quicker."""

    status = 409
    text = _("이미 정한 신청입니다. 화면을 새로 고쳐 주세요.")


class AlreadyApplied(Refusal):
    """The registration number waits already."""

    text = _("같은 등록번호의 신청을 이미 확인하고 있습니다. 메일로 받은 주소에서 볼 수 있습니다.")


class TooManyApplications(Refusal):
    """Too many came from one place, or in all, on one day."""

    status = 429
    text = _(
        "오늘 신청이 여러 건 들어와 잠시 받지 않습니다. 적은 내용은 그대로 있습니다. "
        "%(minutes)s분 뒤에 서류를 다시 골라 신청해 주세요. 급하면 자치구 담당자에게 연락해 주세요."
    )


class DocumentsMissing(Refusal):
    """Nothing proves the registration."""

    text = _("사업자등록증이나 고유번호증을 올려 주세요.")
