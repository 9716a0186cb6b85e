"""What a child's guardian and the child are told by e-mail. No letter names anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.web.text import format_date

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.queries.guardian import Asked
    from hamkke.accounts.queries.invitation import Invitation


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text of an e-mail."""

    subject: str
    text: str


def asking_letter(found: Invitation, *, link: str, site: str, until: datetime) -> Letter:
    """This function will ask the guardian to consent or refuse."""
    words = {
        "school": f"{found.organization_name} {found.class_name}".strip(),
        "address": site + reverse("accounts:guardian", args=[link]),
        "until": format_date(until),
    }
    return Letter(
        _("[함께] 자녀의 계정에 동의할지 알려 주세요"),
        _(
            "%(school)s 학생이 함께(hamkke) 계정을 만들면서 보호자로 이 주소를 적었습니다.\n"
            "만 14세가 안 된 아동의 계정은 법정대리인이 동의해야 만들 수 있습니다"
            "(개인정보 보호법 제22조의2).\n\n"
            "무엇을 왜 보관하는지 읽고 동의하거나 동의하지 않을 수 있습니다.\n%(address)s\n\n"
            "%(until)s까지 답이 없으면 이 주소와 자녀가 적은 것을 모두 지웁니다. 동의하지 않아도 "
            "자녀에게 불이익은 없습니다.\n"
            "자녀가 없거나 모르는 일이면 이 메일을 지워 주세요. 7일 뒤에 이 주소도 지웁니다."
        )
        % words,
    )


def consent_is_on_record(asked: Asked, *, link: str, site: str, now: datetime) -> Letter:
    """This function will tell the guardian that the consent was registered, and how to withdraw."""
    words = {
        "school": f"{asked.organization_name} {asked.class_name}".strip(),
        "address": site + reverse("accounts:guardian", args=[link]),
        "day": format_date(now),
    }
    return Letter(
        _("[함께] 자녀의 계정에 동의하신 것을 기록했습니다"),
        _(
            "%(day)s에 %(school)s 학생의 계정에 보호자로 동의하신 것을 기록했습니다.\n\n"
            "동의하신 적이 없거나 마음이 바뀌면 아래 주소에서 언제든 거둘 수 있습니다. "
            "거두면 자녀의 계정을 지웁니다.\n%(address)s\n\n"
            "이 주소는 자녀의 일로 더 쓰지 않고 지웁니다. 이 메일을 보관해 주세요."
        )
        % words,
    )


def child_may_start(site: str) -> Letter:
    """This function will tell the child that the guardian consented."""
    return Letter(
        _("[함께] 보호자가 동의했어요. 이제 로그인할 수 있어요"),
        _(
            "보호자가 동의해서 계정을 만들었어요.\n"
            "아래 주소에서 정해 둔 이메일과 비밀번호로 로그인해 보세요.\n%(address)s"
        )
        % {"address": site + reverse("accounts:sign_in")},
    )


def guardian_refused() -> Letter:
    """This function will tell the child that the guardian refused and that nothing is left."""
    return Letter(
        _("[함께] 보호자가 동의하지 않아 계정을 만들지 않았어요"),
        _(
            "보호자가 동의하지 않았어요. 그래서 계정을 만들지 않았고, 적어 준 이름과 이메일, "
            "비밀번호를 모두 지웠어요.\n\n"
            "잘못한 일은 없어요. 계정이 없어도 학교 활동에는 똑같이 참여할 수 있어요.\n"
            "궁금한 것은 보호자나 담임 선생님께 물어보세요."
        ),
    )
