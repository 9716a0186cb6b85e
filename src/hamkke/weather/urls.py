"""The addresses of weather."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.weather.views.board import board

if TYPE_CHECKING:
    from django.urls import URLPattern

public: tuple[list[URLPattern], str] = ([path("", board, name="board")], "weather")
