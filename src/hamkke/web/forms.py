"""How forms are drawn: label above, help under it, the error as a sentence at the field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString

# Choices are drawn as native controls, one to a line, large enough for a finger.
REPLACED = {
    "django/forms/widgets/radio.html": "web/forms/choices.html",
    "django/forms/widgets/checkbox_select.html": "web/forms/choices.html",
}
SELECTS = (forms.Select,)
CHOICES = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def widget_class(widget: forms.Widget) -> str:
    """This function will name the KRDS class of a widget; choices stay native."""
    if widget.is_hidden or isinstance(widget, CHOICES):
        return ""
    if isinstance(widget, forms.SelectMultiple):
        return "krds-input"
    return "krds-form-select" if isinstance(widget, SELECTS) else "krds-input"


class HamkkeBoundField(BoundField):
    """A field of a form on a page, with the classes its widget needs."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """This function will add the KRDS class to the widget's attributes."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        own = widget_class(widget)
        given = str(widget.attrs.get("class", ""))
        if own:
            built["class"] = f"{own} {given}".strip()
        return built

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,  # noqa: FBT001, FBT002 - Django's signature
    ) -> SafeString:
        """This function will draw the control; number fields keep what was typed.

        A browser empties `type="number"` when the text is not a number, and the
        person could not see what to mend.
        """
        shown = widget or self.field.widget
        if isinstance(shown, forms.NumberInput) and shown.input_type == "number":
            shown.input_type = "text"
            whole = isinstance(self.field, forms.IntegerField)
            attrs = {"inputmode": "numeric" if whole else "decimal", **(attrs or {})}
            for bound in ("min", "max", "step"):
                shown.attrs.pop(bound, None)
        return super().as_widget(shown, attrs, only_initial)

    @property
    def is_single_check(self) -> bool:
        """This function will tell whether the field is one box to tick, labelled to its right."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def anchor(self) -> str:
        """This function will name the element that the error summary leads to."""
        first = isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
        return f"{self.auto_id}_0" if first else self.auto_id


class Renderer(TemplatesSetting):
    """Draws forms with the shell's templates; named in settings as FORM_RENDERER."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = HamkkeBoundField

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """This function will draw with the shell's own template where it has one."""
        return super().render(REPLACED.get(template_name, template_name), context, request)
