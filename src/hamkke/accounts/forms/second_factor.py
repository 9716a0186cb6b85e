"""allauth's forms about second factors, with hamkke's words; wrong codes are counted by device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp import forms as apps
from allauth.mfa.webauthn import forms as passkeys
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.actions.forgive_attempts import forgive_attempts
from hamkke.accounts.actions.take_attempt import take_attempt
from hamkke.accounts.client import client_of, keyed
from hamkke.accounts.errors import TooManyAttempts

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_CODE: Final = 20
LONGEST_NAME: Final = 60
# As long as a code of an app can be right: its half minute, the one before and the one after.
LIFE_OF_A_CODE: Final = 90
# What allauth raises over an answer that is wrong, and over one that is no answer at all.
NO_ANSWER: Final = (ValidationError, AttributeError, KeyError, TypeError, ValueError)
# Whoever has the password may guess codes from many addresses: all unknown devices share a count.
ANY_OTHER: Final = "any other device"


class _Code(forms.CharField):
    def __init__(self, *, label: str | _StrPromise, help_text: str | _StrPromise = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            max_length=LONGEST_CODE,
            widget=forms.TextInput(
                attrs={
                    "autocomplete": "one-time-code",
                    "autocapitalize": "none",
                    "inputmode": "numeric",
                    "spellcheck": "false",
                }
            ),
            error_messages={
                "required": _("코드를 적어 주세요."),
                "max_length": _("코드는 %(limit_value)d자까지 적을 수 있습니다."),
            },
        )


class _Counted:
    """Counts wrong codes by account and known device, and takes no code twice."""

    def clean_code(self) -> str:
        """This function will refuse a code that is wrong, used, or one too many."""
        account_id = self.user.pk  # type: ignore[attr-defined]
        client = client_of(context.request, account_id)
        subject = keyed("subject", f"code {account_id}")
        device = client.key if client.is_known else keyed("address", ANY_OTHER)
        try:
            take_attempt(subject=subject, client=device, now=timezone.now())
        except TooManyAttempts as refusal:
            raise ValidationError(refusal.message) from refusal
        code: str = super().clean_code()  # type: ignore[misc]
        if not cache.add(keyed("used code", f"{account_id} {code}"), 1, LIFE_OF_A_CODE):
            raise ValidationError(_("이미 쓴 코드입니다. 다음 코드를 기다려 적어 주세요."))
        forgive_attempts(subject=subject, client=device)
        return code


class CodeForm(_Counted, codes.AuthenticateForm):
    """A code of the app, or a recovery code."""

    code = _Code(label=_("인증 앱의 코드 6자리 또는 복구 코드"))


class CodeAgainForm(_Counted, codes.ReauthenticateForm):
    """A code of the app, once more."""

    code = _Code(label=_("인증 앱의 코드 6자리 또는 복구 코드"))


class AddAppForm(apps.ActivateTOTPForm):
    """The first code of a new app."""

    code = _Code(label=_("인증 앱에 보이는 코드 6자리"))


class _Credential(forms.JSONField):
    """What the browser's passkey answered; without a browser's JavaScript nothing is here."""

    def __init__(self) -> None:
        said = _("패스키를 확인하지 못했습니다. 다시 해 주세요.")
        super().__init__(
            widget=forms.HiddenInput, error_messages={"required": said, "invalid": said}
        )


class _Answer:
    def clean_credential(self) -> Any:
        """This function will refuse an answer that is none: it may be anything at all."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except NO_ANSWER as error:
            raise ValidationError(self.fields["credential"].error_messages["invalid"]) from error  # type: ignore[attr-defined]


class PasskeyForm(_Answer, passkeys.AuthenticateWebAuthnForm):
    """The passkey as a second factor."""

    credential = _Credential()


class PasskeySignInForm(_Answer, passkeys.LoginWebAuthnForm):
    """The passkey instead of a password."""

    credential = _Credential()


class PasskeyAgainForm(_Answer, passkeys.ReauthenticateWebAuthnForm):
    """The passkey, once more."""

    credential = _Credential()


class AddPasskeyForm(passkeys.AddWebAuthnForm):
    """A new passkey; it always asks for the finger, the face or the PIN."""

    name = forms.CharField(
        label=_("이름"),
        help_text=_("어느 기기인지 알아볼 이름입니다. 예: 업무용 노트북"),
        required=False,
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("이름은 %(limit_value)d자까지 적을 수 있습니다.")},
    )
    credential = _Credential()
    passwordless = forms.BooleanField(required=False, widget=forms.HiddenInput, initial=True)

    def clean(self) -> dict[str, Any]:
        """This function will refuse an answer that is none, and one without finger or PIN."""
        self.cleaned_data["passwordless"] = True
        try:
            return super().clean()
        except NO_ANSWER as error:
            raise ValidationError(self.fields["credential"].error_messages["invalid"]) from error
