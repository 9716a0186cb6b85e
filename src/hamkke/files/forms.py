"""A field for several files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django_stubs_ext import StrOrPromise as Text


class SeveralFiles(forms.FileInput):
    """The browser's own control, for more than one file."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to `most` files; what they hold is checked when they are kept."""

    def __init__(self, *, label: Text, most: int, required_text: Text = "", **options: Any) -> None:
        """This function will say what is wrong in sentences; without one it may stay empty."""
        self.most = most
        super().__init__(
            label=label,
            required=bool(required_text),
            widget=SeveralFiles(attrs={"accept": ".pdf,.hwpx,.xlsx,.csv,.jpg,.jpeg,.png,.webp"}),
            error_messages={
                "required": required_text,
                "empty": _("빈 파일이 있습니다. 파일을 다시 골라 주세요."),
                "invalid": _("파일을 다시 골라 주세요."),
            },
            **options,
        )

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """This function will return every file that came."""
        several = data if isinstance(data, list | tuple) else [data]
        if len(several) > self.most:
            raise ValidationError(
                _("파일은 %(most)s개까지 올릴 수 있습니다.") % {"most": self.most}
            )
        found = [super(FilesField, self).clean(each, initial) for each in several or [None]]
        return [each for each in found if each]
