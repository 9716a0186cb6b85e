"""allauth's forms about password and address, with hamkke's words and validators."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.forms.fields import AddressField, NewPasswordField, PasswordField


class _NewPassword:
    """A new password, typed twice."""

    def clean(self) -> dict[str, Any]:
        """This function will compare the two."""
        cleaned: dict[str, Any] = super(allauth.PasswordVerificationMixin, self).clean() or {}  # type: ignore[misc]
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("위에 적은 비밀번호와 다릅니다. 다시 적어 주세요."))  # type: ignore[attr-defined]
        return cleaned


class ChangePasswordForm(_NewPassword, allauth.ChangePasswordForm):
    """The password in use and a new one."""

    oldpassword = PasswordField(label=_("지금 비밀번호"))
    password1 = NewPasswordField(label=_("새 비밀번호"))
    password2 = PasswordField(label=_("새 비밀번호 한 번 더"), now_used=False)


class FirstPasswordForm(_NewPassword, allauth.SetPasswordForm):
    """A password for who had none."""

    password1 = NewPasswordField(label=_("비밀번호"))
    password2 = PasswordField(label=_("비밀번호 한 번 더"), now_used=False)


class NewPasswordForm(_NewPassword, allauth.ResetPasswordKeyForm):
    """A new password for who came by the link."""

    password1 = NewPasswordField(label=_("새 비밀번호"))
    password2 = PasswordField(label=_("새 비밀번호 한 번 더"), now_used=False)


class ForgottenPasswordForm(allauth.ResetPasswordForm):
    """Where to send the link."""

    email = AddressField(label=_("이메일 주소"))


class ProvePasswordForm(allauth.ReauthenticateForm):
    """The password in use, once more."""

    password = PasswordField(label=_("비밀번호"))


class AddressForm(allauth.AddEmailForm):
    """The address to be."""

    email = AddressField(label=_("새 이메일 주소"))
