"""What signing in, acting through a membership, and giving and taking roles refuse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import Promise


class WrongCredentials(Refusal):
    """The login name or the password is wrong; the sentence must not tell which."""

    text: ClassVar[str | Promise] = _(
        "이메일 주소나 아이디 또는 비밀번호가 맞지 않습니다. 두 가지를 다시 확인해 주세요."
    )


class NotYourMembership(Refusal):
    """The membership is another person's, or has ended."""

    text: ClassVar[str | Promise] = _(
        "고를 수 없는 소속입니다. 그사이 끝난 소속일 수 있으니 아래 목록에서 다시 골라 주세요."
    )


class MayNotGive(Refusal):
    """The viewer gives no such role in this organization."""

    status = 403
    text: ClassVar[str | Promise] = _(
        "이 기관에서 줄 수 없는 역할입니다. 기관과 역할을 다시 골라 주세요."
    )


class NotToYourself(Refusal):
    """Whom a change concerns, and who proposed it, cannot decide on it."""

    status = 403
    text: ClassVar[str | Promise] = _(
        "스스로 올린 일이나 자기 역할은 스스로 정할 수 없습니다. 다른 담당자가 확인해야 합니다."
    )


class LastKeeper(Refusal):
    """Nobody would be left to look after the organization."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "이 기관의 마지막 담당자라서 끝낼 수 없습니다. 후임에게 넘겨주기를 해 주세요."
    )


class AlreadyHeld(Refusal):
    """The person has this role here already, or is about to."""

    status = 409
    text: ClassVar[str | Promise] = _("이미 이 기관에서 같은 역할을 맡고 있습니다.")


class AlreadyEnding(Refusal):
    """Somebody has proposed already that this membership ends."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "이 역할을 끝내거나 넘겨주는 일이 이미 진행되고 있습니다. 사람 화면에서 확인해 주세요."
    )


class ChangedMeanwhile(Refusal):
    """The change is no longer in the state in which this could be done."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "그사이 다른 사람이 처리했습니다. 사람 화면에서 지금 상태를 확인해 주세요."
    )


class LastDayOutside(Refusal):
    """The last day does not lie within what is left of the membership."""

    text: ClassVar[str | Promise] = _("오늘부터 이 역할이 끝나는 날까지의 날짜를 골라 주세요.")


class StartOutside(Refusal):
    """The successor would start too late or in the past."""

    text: ClassVar[str | Promise] = _(
        "넘겨받는 날은 오늘부터, 늦어도 마지막 날 다음 날까지 골라 주세요."
    )


class ClassGroupOfAnother(Refusal):
    """A homeroom teacher needs a class group of the school; others need none."""

    text: ClassVar[str | Promise] = _("담임교사는 맡을 학급을 골라야 합니다.")


class ReasonNeeded(Refusal):
    """Refusing needs a reason."""

    text: ClassVar[str | Promise] = _("돌려보내는 까닭을 적어 주세요.")


class InvitationUnknown(Refusal):
    """No open invitation has this code or link; it may be used, withdrawn or late."""

    status = 404
    text: ClassVar[str | Promise] = _(
        "쓸 수 없는 초대입니다. 이미 썼거나, 거두었거나, 기한이 지났을 수 있습니다. "
        "초대한 기관에 다시 부탁해 주세요."
    )


class HasAccount(Refusal):
    """The person has an account already."""

    text: ClassVar[str | Promise] = _("이미 계정이 있습니다. 그 계정으로 로그인해 주세요.")
    status = 409


class AddressTaken(Refusal):
    """Somebody has confirmed the address for another account."""

    text: ClassVar[str | Promise] = _(
        "이 이메일 주소로는 계정을 만들 수 없습니다. 다른 주소를 적거나, 이미 계정이 있다면 "
        "로그인해 주세요."
    )


class OrganizationKnown(Refusal):
    """An organization of this kind has this name, or one has this code."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "같은 이름이나 코드의 기관이 이미 있습니다. 목록에서 골라 주세요."
    )


class DistrictCodeUnknown(Refusal):
    """No outline of a district has this code."""

    text: ClassVar[str | Promise] = _("없는 시군구 코드입니다. 다섯 자리 숫자를 확인해 주세요.")


class StaffFileUnreadable(Refusal):
    """There is no table to read in the file."""

    text: ClassVar[str | Promise] = _(
        "파일을 읽지 못했습니다. 양식 파일을 내려받아 채운 뒤 CSV나 XLSX로 저장해 주세요."
    )


class StaffFileTooBig(Refusal):
    """The file is larger than the staff of a school can be."""

    text: ClassVar[str | Promise] = _("파일이 너무 큽니다. %(limit)s MB까지 올릴 수 있습니다.")


class StaffFileChanged(Refusal):
    """What was looked at is too old, or is not what was sent."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "미리 본 지 오래되어 가져오지 않았습니다. 파일을 다시 올려 주세요."
    )


class ImportedAlready(Refusal):
    """The same file was brought in already."""

    status = 409
    text: ClassVar[str | Promise] = _("이미 가져온 파일입니다. 두 번 가져오지 않았습니다.")


class ImportBuiltUpon(Refusal):
    """Somebody accepted, or something refers to the class groups of the import."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "이미 초대를 받아들인 사람이 있거나 학급을 쓰는 신청이 있어 되돌릴 수 없습니다. "
        "남은 초대는 하나씩 거둘 수 있습니다."
    )


class WeakPassword(Refusal):
    """The password is too short, too easily guessed or known from a breach."""

    text: ClassVar[str | Promise] = "%(reasons)s"


class TooManyAttempts(Refusal):
    """Too many wrong tries from here; the pause grows, and only here."""

    text: ClassVar[str | Promise] = _(
        "여러 번 틀려서 잠시 쉬어야 합니다. %(seconds)s초 뒤에 다시 해 주세요. "
        "다른 곳은 막히지 않습니다."
    )
    status = 429


class NotYoursToReset(Refusal):
    """Nobody has the address, or it is not for the viewer to reset; the sentence must not tell."""

    text: ClassVar[str | Promise] = _(
        "이 주소의 2단계 인증은 지울 수 없습니다. 주소를 확인하고, 맞다면 그 사람의 소속 기관이나 "
        "위 기관의 담당자에게 부탁하세요."
    )


class GuardianNeeded(Refusal):
    """A child cannot make an account alone; the guardian has to consent first."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "만 14세가 안 되었거나 초등학생이면 보호자가 먼저 동의해야 해요. "
        "생년월일부터 다시 적어 주세요."
    )


class GuardianIsChild(Refusal):
    """The guardian's address is the child's own."""

    text: ClassVar[str | Promise] = _(
        "보호자 이메일이 내 이메일과 같아요. 보호자가 쓰는 주소를 적어 주세요."
    )


class GuardianLinkUnknown(Refusal):
    """No child waits behind the link: answered already, too late, or never sent."""

    status = 404
    text: ClassVar[str | Promise] = _(
        "쓸 수 없는 주소입니다. 이미 답하셨거나 7일이 지나 자녀가 적은 것을 모두 지웠습니다. "
        "자녀가 학교에서 새 코드를 받아 다시 시작할 수 있습니다."
    )


class ChildIsFourteen(Refusal):
    """The child decides alone by now."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "자녀가 만 14세가 되어 이제 본인이 정합니다. "
        "계정은 자녀가 자기 정보 화면에서 지울 수 있습니다."
    )


class LastOfBodies(Refusal):
    """Bodies would be left without anybody who looks after them."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "%(names)s의 마지막 담당자라서 계정을 지울 수 없습니다. "
        "사람 화면에서 후임에게 넘겨주기를 한 뒤 다시 지워 주세요."
    )
