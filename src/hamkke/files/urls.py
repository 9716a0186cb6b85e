"""The addresses of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from hamkke.files.views.download import hand_out

if TYPE_CHECKING:
    from django.urls import URLPattern

desk: tuple[list[URLPattern], str] = (
    [path("<uuid:key>/", hand_out, name="file")],
    "files_desk",
)
public: tuple[list[URLPattern], str] = (
    [path("<uuid:key>/", hand_out, name="file")],
    "files",
)
