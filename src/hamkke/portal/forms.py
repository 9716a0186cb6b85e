"""What the portal asks of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.documents.errors import FileTooLarge
from hamkke.documents.reading import LARGEST_FILE

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST_CODE = 40


class VerifyForm(forms.Form):
    """A document to compare with what was signed: a file, its code, or both."""

    file = forms.FileField(
        label=_("문서 파일"),
        help_text=_("PDF나 HWPX, 10 MB까지. 올린 파일은 확인하고 바로 버립니다."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.hwpx"}),
        error_messages={
            "empty": _("빈 파일입니다. 문서를 다시 내려받아 골라 주세요."),
            "invalid": _("파일을 다시 골라 주세요."),
        },
    )
    code = forms.CharField(
        label=_("검증 코드"),
        help_text=_("문서 아래쪽에 적힌 16자입니다. 예: 7K2M-QF3X-90AB-CDEF"),
        required=False,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": _("검증 코드는 16자입니다.")},
    )

    def clean_file(self) -> bytes:
        """This function will return the file's bytes; empty where none came."""
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_FILE:
            raise ValidationError(FileTooLarge(limit=LARGEST_FILE // 1_000_000).message)
        return file.read() if file else b""

    def clean(self) -> dict[str, Any]:
        """This function will ask for one of the two."""
        said = super().clean() or self.cleaned_data
        if not self.errors and not said["file"] and not said["code"]:
            raise ValidationError(_("문서 파일을 고르거나 검증 코드를 적어 주세요."))
        return said
