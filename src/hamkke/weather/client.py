"""Asking the KMA API hub. The key travels in the address, so no address reaches a log or a page."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.client import HTTPException
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from django.conf import settings

from hamkke.weather.errors import AnswerRefused, AnswerUnreadable, HubUnreachable, KeyMissing
from hamkke.weather.kma import SEOUL_TIME, AlertRow, SurfaceRow, read_alerts, read_surface

if TYPE_CHECKING:
    from datetime import datetime

SOURCE: Final = "기상청 API허브"
_SURFACE: Final = "/api/typ01/url/kma_sfctm2.php"
_ALERTS: Final = "/api/typ01/url/wrn_now_data.php"
_SECONDS: Final = 20
_LARGEST: Final = 2_000_000


def hub_is_known() -> bool:
    """This function will tell whether this installation has a key of the hub."""
    return bool(settings.KMA_KEY)


def ask_surface(*, hour: datetime) -> tuple[SurfaceRow, ...]:
    """This function will ask what all stations observed at `hour` (aware, on the hour).

    Raises KeyMissing, HubUnreachable, AnswerRefused, AnswerCutOff, AnswerUnreadable.
    """
    when = hour.astimezone(SEOUL_TIME).strftime("%Y%m%d%H%M")
    return read_surface(_ask(_SURFACE, {"tm": when, "stn": "0", "help": "0"}))


def ask_alerts() -> tuple[AlertRow, ...]:
    """This function will ask which official statements are in force now. Raises as ask_surface."""
    return read_alerts(_ask(_ALERTS, {"fe": "e", "tm": "", "disp": "0", "help": "0"}))


def _ask(path: str, parameters: dict[str, str]) -> bytes:
    if not hub_is_known():
        raise KeyMissing
    address = f"{settings.KMA_URL}{path}?{urlencode({**parameters, 'authKey': settings.KMA_KEY})}"
    try:
        # S310: the address is the operator's own setting
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # noqa: S310
            body = bytes(answer.read(_LARGEST + 1))
            is_whole = not answer.length
    except urllib.error.HTTPError as error:
        with error:
            body, is_whole = error.read(_LARGEST), True
        if body.lstrip()[:1] != b"{":
            raise AnswerRefused(reason=f"HTTP {error.code}") from None
    except (OSError, HTTPException):
        raise HubUnreachable from None
    if len(body) > _LARGEST:
        raise AnswerUnreadable(line="")
    if not is_whole:
        raise HubUnreachable
    return body
