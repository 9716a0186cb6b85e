"""The forms of an import: the file, then the rows that were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.errors import StaffFileChanged, StaffFileTooBig
from hamkke.accounts.staff.checking import StaffRow
from hamkke.accounts.staff.reading import LIMIT_BYTES, MEGABYTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hamkke.accounts.viewer import Viewer

SALT: Final = "hamkke.accounts.staff"
HOUR: Final = 3600


class StaffFileForm(forms.Form):
    """The school year and the file."""

    school_year = forms.TypedChoiceField(
        label=_("학년도"),
        coerce=int,
        error_messages={
            "invalid_choice": _("학년도를 골라 주세요."),
            "required": _("학년도를 골라 주세요."),
        },
    )
    file = forms.FileField(
        label=_("채운 파일"),
        help_text=_("CSV(UTF-8, CP949)나 XLSX, 1 MB까지입니다."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        error_messages={
            "required": _("파일을 골라 주세요."),
            "empty": _("빈 파일입니다. 채운 파일을 골라 주세요."),
            "invalid": _("파일을 골라 주세요."),
        },
    )

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        """This function will offer the school years."""
        super().__init__(*args, **kwargs)
        field = self.fields["school_year"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(year, _("%(year)s학년도") % {"year": year}) for year in years]

    def clean_file(self) -> Any:
        """This function will refuse a large file before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LIMIT_BYTES:
            raise ValidationError(StaffFileTooBig(limit=LIMIT_BYTES // MEGABYTE).message)
        return file


def seal(rows: Sequence[StaffRow], school_year: int, viewer: Viewer) -> str:
    """This function will pack checked rows so that they come back as they were looked at."""
    packed = {"year": school_year, "rows": [row.as_dict() for row in rows]}
    return signing.dumps(packed, salt=f"{SALT}.{viewer.membership_id}", compress=True)


def unseal(sealed: str, viewer: Viewer) -> tuple[tuple[StaffRow, ...], int]:
    """This function will unpack rows of the last hour. Raises StaffFileChanged."""
    try:
        packed = signing.loads(sealed, salt=f"{SALT}.{viewer.membership_id}", max_age=HOUR)
    except signing.BadSignature as error:
        raise StaffFileChanged from error
    return tuple(StaffRow(**row) for row in packed["rows"]), packed["year"]
