"""What words for the sky mean for a map, and who may bring observations in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from hamkke.accounts.viewer import Viewer

# The raw word, its name in the reader's language, its kind on the map.
_WORDS: Final[dict[str, tuple[str | Promise, str]]] = {
    "맑음": (_("맑음"), "clear"),
    "구름조금": (_("구름조금"), "few_clouds"),
    "구름많음": (_("구름많음"), "many_clouds"),
    "구름낌": (_("구름낌"), "many_clouds"),
    "흐림": (_("흐림"), "cloudy"),
    "비": (_("비"), "rain"),
    "소나기": (_("소나기"), "rain"),
    "이슬비": (_("이슬비"), "rain"),
    "가랑비": (_("가랑비"), "rain"),
    "빗방울": (_("빗방울"), "rain"),
    "안개비": (_("안개비"), "rain"),
    "천둥번개": (_("천둥번개"), "rain"),
    "뇌우": (_("뇌우"), "rain"),
    "비/눈": (_("비 또는 눈"), "snow"),
    "비눈": (_("비 또는 눈"), "snow"),
    "눈비": (_("비 또는 눈"), "snow"),
    "눈/비": (_("비 또는 눈"), "snow"),
    "빗방울/눈날림": (_("비 또는 눈"), "snow"),
    "진눈깨비": (_("진눈깨비"), "snow"),
    "눈": (_("눈"), "snow"),
    "소낙눈": (_("소낙눈"), "snow"),
    "싸락눈": (_("싸락눈"), "snow"),
    "눈날림": (_("눈날림"), "snow"),
    "안개": (_("안개"), "mist"),
    "실안개": (_("실안개"), "mist"),
    "해무": (_("해무"), "mist"),
    "박무": (_("박무"), "mist"),
    "연무": (_("연무"), "mist"),
    "황사": (_("황사"), "mist"),
    "먼지": (_("먼지"), "mist"),
}


def word_for(condition: str) -> str:
    """This function will name a raw word for the sky in the reader's language."""
    return str(_WORDS[condition][0]) if condition in _WORDS else condition


def kind_of(condition: str) -> str:
    """This function will return the kind under which the map draws a raw word for the sky."""
    return _WORDS[condition][1] if condition in _WORDS else "other"


def may_import(viewer: Viewer) -> bool:
    """This function will tell whether the viewer may bring observations in.

    Only the command line and jobs, which act for nobody, do; PostgreSQL lets no other role insert.
    """
    return not viewer.is_signed_in
