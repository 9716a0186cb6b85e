"""`{% load hk %}`: dates, particles, numbers, icons and the breadcrumb."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hamkke.web import text
from hamkke.web.charts.states import State

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.utils.safestring import SafeString

register = template.Library()

# Where a line must not break: 2025. 12. 11. (목), 12월 19일, 11 Dec.
_INSIDE_DATE = re.compile(r"(?<=\d\.) |(?<=월) | (?=\()|(?<=\d) (?=[A-Z])")

# Line icons on a 24 × 24 grid, drawn for hamkke.
ICONS = {
    "arrow-down": "M12 5v14m-6-6 6 6 6-6",
    "arrow-up": "M12 19V5M6 11l6-6 6 6",
    "check": "m5 12.5 4.5 4.5L19 7.5",
    "close": "m6 6 12 12M18 6 6 18",
    "download": "M12 4v11m-5-5 5 5 5-5M5 20h14",
    "error": "M12 7.5v5.5m0 3.2v.3M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z",
    "external": "M14 4h6v6m0-6-9 9M18 14v5H5V6h5",
    "link": "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7m2 3a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0"
    " 5.7 5.7L12 17",
    "menu": "M4 6h16M4 12h16M4 18h16",
    "print": "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
    "search": "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14Zm5 12 4.5 4.5",
    "share": "M12 15V4m-4 4 4-4 4 4M6 12v8h12v-8",
    "sun": "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8Zm0-5v1.5M12 19.5V21M3 12h1.5M19.5 12H21"
    "M5.6 5.6l1.1 1.1m10.6 10.6 1.1 1.1m0-12.8-1.1 1.1M6.7 17.3l-1.1 1.1",
    "cloud": "M7 18a4 4 0 0 1 0-8 5.5 5.5 0 0 1 10.6 1.5A3.3 3.3 0 0 1 17 18Z",
    "warning": "M12 10v4m0 2.8v.2M12 4l9 16H3z",
}
WEATHER = {
    "clear": gettext_lazy("맑음"),
    "few_clouds": gettext_lazy("구름조금"),
    "many_clouds": gettext_lazy("구름많음"),
    "cloudy": gettext_lazy("흐림"),
    "mist": gettext_lazy("안개·연무"),
    "rain": gettext_lazy("비"),
    "snow": gettext_lazy("눈"),
    "other": gettext_lazy("그 밖"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """This function will draw a decorative line icon; the words beside it carry the meaning."""
    return format_html(
        '<svg class="hk-icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"'
        ' stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_block_tag
def breadcrumb(content: str) -> SafeString:
    """This function will wrap `<li>` items as the page's breadcrumb."""
    return format_html(
        '<nav class="hk-crumbs" aria-label="{}"><ol>{}</ol></nav>', _("현재 위치"), content
    )


def _date_filter(name: str) -> None:
    write = getattr(text, f"format_{name}")

    def shown(value: object) -> str:
        # Drafts may lack a date: an empty value writes nothing instead of failing.
        written = write(value) if isinstance(value, dt.date | dt.time) else ""
        return _INSIDE_DATE.sub("\N{NO-BREAK SPACE}", written)

    register.filter(f"hk_{name}", shown)


for _name in ("date", "day", "weekday", "time", "datetime", "stamp"):
    _date_filter(_name)


@register.filter
def hk_number(value: object) -> str:
    """This function will write a number with commas between thousands."""
    return text.format_number(value) if isinstance(value, int | float) else str(value)


@register.filter
def josa(word: object, pair: str) -> str:
    """This function will write a word with its particle: `{{ name|josa:"은/는" }}`."""
    return text.josa(str(word), pair)


@register.filter
def is_moment(value: object) -> bool:
    """This function will say whether a value is a date that a component can write."""
    return isinstance(value, dt.date)


@register.filter
def error_count(form: BaseForm) -> int:
    """This function will count the sentences in a form's error summary."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def state_label(state: str) -> str:
    """This function will give the word for a state of an agreement."""
    return str(State(state).label)


@register.filter
def weather_label(kind: str) -> str:
    """This function will give the word for a kind of weather on the map."""
    return str(WEATHER[kind])
