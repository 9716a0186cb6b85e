"""The addresses of inbox."""

from __future__ import annotations

from django.urls import path

from hamkke.inbox.views.day import ask, day
from hamkke.inbox.views.handover import hand_over
from hamkke.inbox.views.notices import choose, notices, read

desk = (
    [
        path("", day, name="day"),
        path("handover/<int:membership_id>/", hand_over, name="handover"),
        path("tasks/<int:task_id>/ask/", ask, name="ask"),
        path("notices/", notices, name="notices"),
        path("notices/read/", read, name="read"),
        path("notices/settings/", choose, name="choose"),
    ],
    "inbox",
)
