"""The addresses of programs in the work area; the public ones are the portal's."""

from __future__ import annotations

from django.urls import path

from hamkke.programs.views import deciding, listing, writing

desk = (
    [
        path("", listing.programs, name="list"),
        path("new/", writing.offer, name="offer"),
        path("<int:program_id>/", listing.program, name="detail"),
        path("<int:program_id>/edit/", writing.revise, name="revise"),
        path("<int:program_id>/submit/", deciding.submit, name="submit"),
        path("<int:program_id>/approve/", deciding.approve, name="approve"),
        path("<int:program_id>/return/", deciding.send_back, name="return"),
    ],
    "programs_desk",
)
