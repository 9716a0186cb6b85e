"""Forms of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.errors import NotYourMembership
from hamkke.accounts.queries.viewer import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.accounts.models import Membership

LONGEST_PASSWORD = 200


class SignInForm(forms.Form):
    """Login name and password; the name stays when the two do not match."""

    login_name = forms.CharField(
        label=_("아이디"),
        max_length=150,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={
            "required": _("아이디를 적어 주세요."),
            "max_length": _("아이디는 %(limit_value)d자까지 적을 수 있습니다."),
        },
    )
    password = forms.CharField(
        label=_("비밀번호"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={
            "required": _("비밀번호를 적어 주세요."),
            "max_length": _("비밀번호는 %(limit_value)d자까지 적을 수 있습니다."),
        },
    )


class MembershipForm(forms.Form):
    """Which of one's memberships to act through."""

    membership = forms.TypedChoiceField(
        label=_("소속"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("소속을 하나 골라 주세요."),
        },
    )

    def __init__(self, *args: Any, memberships: Sequence[Membership], **kwargs: Any) -> None:
        """This function will offer the person's own memberships only."""
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        assert isinstance(field, forms.TypedChoiceField)
        field.error_messages["invalid_choice"] = NotYourMembership().message
        field.choices = [(item.pk, label_of(item)) for item in memberships]
