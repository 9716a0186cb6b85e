"""How allauth signs in, tells and writes: with hamkke's own actions, sentences and e-mails."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.actions.forgive_attempts import forgive_attempts
from hamkke.accounts.actions.sign_in import sign_in
from hamkke.accounts.actions.sign_out import sign_out
from hamkke.accounts.actions.take_attempt import take_attempt
from hamkke.accounts.client import address_of_client, client_of, keyed, remember_device
from hamkke.accounts.errors import TooManyAttempts, WrongCredentials
from hamkke.accounts.letters import CHANGES, confirmation_letter, notice, reset_letter
from hamkke.accounts.queries.addresses import address_of
from hamkke.audit.actions.record_action import record_action
from hamkke.database import roles
from hamkke.database.identity import Identity, acting_as, civil_day
from hamkke.mail.actions.clear_returned import clear_returned
from hamkke.mail.actions.queue_mail import queue_mail

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from hamkke.accounts.http import Request
    from hamkke.accounts.models import Account

# What is said after something was done, by the name of allauth's own sentence for it.
SAID: Final[dict[str, str | Promise]] = {
    "account/messages/email_confirmed.txt": _("이메일 주소를 확인했습니다."),
    "account/messages/email_confirmation_sent.txt": _(
        "확인하는 메일을 보냈습니다. 메일의 주소를 열면 바뀝니다."
    ),
    "account/messages/email_deleted.txt": _("이메일 주소를 지웠습니다."),
    "account/messages/password_changed.txt": _(
        "비밀번호를 바꾸었습니다. 다른 기기에서는 모두 로그아웃했습니다."
    ),
    "account/messages/password_set.txt": _("비밀번호를 정했습니다."),
    "mfa/messages/totp_activated.txt": _("인증 앱을 등록했습니다."),
    "mfa/messages/totp_deactivated.txt": _("인증 앱을 지웠습니다."),
    "mfa/messages/recovery_codes_generated.txt": _("복구 코드를 새로 만들었습니다."),
    "mfa/messages/webauthn_added.txt": _("패스키를 등록했습니다."),
    "mfa/messages/webauthn_removed.txt": _("패스키를 지웠습니다."),
    "socialaccount/messages/account_connected.txt": _("계정을 연결했습니다."),
    "socialaccount/messages/account_connected_updated.txt": _("이미 연결한 계정입니다."),
    "socialaccount/messages/account_connected_other.txt": _(
        "연결하지 못했습니다. 그 계정은 다른 사람과 연결되어 있습니다."
    ),
    "socialaccount/messages/account_disconnected.txt": _("연결을 끊었습니다."),
}


def name_of(account: Account) -> str:
    """This function will return the person's name: what allauth and authenticators show."""
    return account.person.name


class AccountAdapter(DefaultAccountAdapter):
    """Lays hamkke's own under allauth's flows."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("이미 쓰고 있는 주소입니다."),
        "email_taken": _("이 주소는 쓸 수 없습니다. 다른 주소를 적어 주세요."),
        "enter_current_password": _("지금 비밀번호가 맞지 않습니다. 다시 적어 주세요."),
        "incorrect_code": _("코드가 맞지 않습니다. 지금 보이는 코드를 다시 적어 주세요."),
        "incorrect_password": _("비밀번호가 맞지 않습니다. 다시 적어 주세요."),
        "max_email_addresses": _("주소를 더 적을 수 없습니다."),
        "rate_limited": _("너무 자주 요청했습니다. 잠시 뒤에 다시 해 주세요."),
        "too_many_login_attempts": _("너무 자주 요청했습니다. 잠시 뒤에 다시 해 주세요."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """This function will keep sign-up closed: accounts come by invitation."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """This function will start the session as every other sign-in does."""
        sign_in(request=cast("Request", request), account=cast("Account", user), now=timezone.now())

    def logout(self, request: HttpRequest) -> None:
        """This function will end the session as every other sign-out does."""
        sign_out(request=cast("Request", request), now=timezone.now())

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **hooks: Any
    ) -> HttpResponse:
        """This function will remember the device: from now on its neighbours cannot pause it."""
        response = super().post_login(request, user, **hooks)
        remember_device(request, response, cast("int", user.pk))
        return response

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002
        """This function will answer for a closed account as for a wrong password."""
        raise WrongCredentials

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """This function will confirm the address; what came back from it before is past."""
        is_new = super().confirm_email(request, email_address)
        if is_new:
            account = cast("Account", email_address.user)
            clear_returned(address=email_address.email, person_id=account.person_id)
        return is_new

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """This function will write the password and end the person's sessions elsewhere."""
        user.set_password(password)
        user.save(update_fields=["password"])
        others = UserSession.objects.filter(user=user).exclude(
            session_key=self.request.session.session_key
        )
        Session.objects.filter(session_key__in=others.values("session_key")).delete()
        others.delete()

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """This function will compare the password of a signed-in person, counting what fails."""
        client = client_of(context.request, user.pk).key
        subject = keyed("subject", f"again {user.pk}")
        try:
            take_attempt(subject=subject, client=client, now=timezone.now())
        except TooManyAttempts as refusal:
            raise ValidationError(refusal.message) from refusal
        is_right = user.check_password(password)
        if is_right:
            forgive_attempts(subject=subject, client=client)
        return is_right

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """This function will not ask again for what was proven some minutes ago."""
        request = context.request
        proven = get_authentication_records(request, request.user)
        now = timezone.now().timestamp()
        if any(now - item["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT for item in proven):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)

    def is_ajax(self, request: HttpRequest) -> bool:
        """This function will speak JSON where the passkey's script asks, and nowhere else."""
        return request.path == reverse("mfa_login_webauthn") and super().is_ajax(request)

    def get_client_ip(self, request: HttpRequest) -> str:
        """This function will name the client behind one's own proxies."""
        return address_of_client(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """This function will say it in hamkke's words; what they do not cover is not said."""
        text = message or SAID.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """This function will queue the two letters that carry a link."""
        if template_prefix == "account/email/password_reset_key":
            subject, text = reset_letter(context["password_reset_url"])
        else:
            subject, text = confirmation_letter(context["activate_url"])
        self._queue(cast("Account", context["user"]), email, subject, text)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,  # noqa: ARG002 - allauth's signature
        email: str | None = None,
    ) -> None:
        """This function will record what a person changed about the way in, and tell by e-mail.

        allauth calls it in the request's transaction, for an app's registration right after it.
        """
        change = CHANGES[template_prefix]
        account = cast("Account", user)
        now = timezone.now()
        who = Identity(account.person_id, None, civil_day(now))
        with acting_as(roles.IDENTITY, who):
            record_action(viewer=who, action=change.action, subject=account, now=now)
            address = email or address_of(person_id=account.person_id)
        if address:
            subject = str(_("함께: 로그인 방법이 바뀌었습니다"))
            self._queue(account, address, subject, notice(self.request, change.sentence))

    @staticmethod
    def _queue(account: Account, address: str, subject: str, text: str) -> None:
        now = timezone.now()
        who = Identity(account.person_id, None, civil_day(now))
        with acting_as(roles.IDENTITY, who):
            queue_mail(
                identity=who,
                address=address,
                subject=subject,
                text=text,
                purpose="sign_in",
                person_id=account.person_id,
                now=now,
            )
