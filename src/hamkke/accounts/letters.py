"""What people are told by e-mail when something about their way in changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamkke.accounts.client import address_of_client

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

LONGEST_BROWSER: Final = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A change: the action of its audit row, and the sentence that tells the person."""

    action: str
    sentence: str | Promise


# By the name that allauth gives its own letter about it.
CHANGES: Final = {
    "account/email/password_changed": Change(
        "change_password", gettext_lazy("비밀번호를 바꾸었습니다.")
    ),
    "account/email/password_set": Change("set_password", gettext_lazy("비밀번호를 정했습니다.")),
    "account/email/password_reset": Change(
        "reset_password", gettext_lazy("이메일로 받은 주소에서 비밀번호를 새로 정했습니다.")
    ),
    "account/email/email_changed": Change(
        "change_address", gettext_lazy("로그인에 쓰는 이메일 주소를 바꾸었습니다.")
    ),
    "account/email/email_deleted": Change(
        "remove_address", gettext_lazy("이메일 주소를 지웠습니다.")
    ),
    "mfa/email/totp_activated": Change("add_app", gettext_lazy("인증 앱을 등록했습니다.")),
    "mfa/email/totp_deactivated": Change("remove_app", gettext_lazy("인증 앱을 지웠습니다.")),
    "mfa/email/webauthn_added": Change("add_passkey", gettext_lazy("패스키를 등록했습니다.")),
    "mfa/email/webauthn_removed": Change("remove_passkey", gettext_lazy("패스키를 지웠습니다.")),
    "mfa/email/recovery_codes_generated": Change(
        "make_recovery_codes", gettext_lazy("복구 코드를 새로 만들었습니다.")
    ),
    "socialaccount/email/account_connected": Change(
        "connect_provider", gettext_lazy("다른 기관의 계정을 연결했습니다.")
    ),
    "socialaccount/email/account_disconnected": Change(
        "disconnect_provider", gettext_lazy("다른 기관의 계정 연결을 끊었습니다.")
    ),
}


def notice(request: HttpRequest, sentence: str | Promise) -> str:
    """This function will write the letter about a change, with when and from where it was made."""
    return _(
        "%(sentence)s\n\n때: %(when)s\n곳: %(address)s\n브라우저: %(browser)s\n\n"
        "본인이 한 일이 아니면 비밀번호를 바로 바꾸고 소속 기관 담당자에게 알려 주세요."
    ) % {
        "sentence": sentence,
        "when": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "address": address_of_client(request),
        "browser": request.headers.get("User-Agent", "-")[:LONGEST_BROWSER],
    }


def reset_letter(address: str) -> tuple[str, str]:
    """This function will write subject and text of the letter that leads to a new password."""
    return _("함께: 비밀번호를 새로 정하는 주소입니다"), _(
        "아래 주소에서 비밀번호를 새로 정할 수 있습니다. 한 번만 쓸 수 있습니다.\n\n%(address)s\n\n"
        "요청하지 않았다면 이 메일을 지우세요. 비밀번호는 그대로입니다."
    ) % {"address": address}


def confirmation_letter(address: str) -> tuple[str, str]:
    """This function will write subject and text of the letter that confirms an address."""
    return _("함께: 이메일 주소를 확인해 주세요"), _(
        "아래 주소를 열어 이 이메일 주소가 맞는지 확인해 주세요.\n\n%(address)s\n\n"
        "함께에 이 주소를 적은 적이 없다면 이 메일을 지우세요."
    ) % {"address": address}
