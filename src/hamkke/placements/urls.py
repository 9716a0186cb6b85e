"""The addresses of placements."""

from __future__ import annotations

from django.urls import URLPattern, path

from hamkke.placements.views import rounds, steps, succession, wishes

desk: tuple[list[URLPattern], str] = (
    [
        path("", rounds.show_rounds, name="rounds"),
        path("new/", rounds.make, name="make"),
        path("<int:round_id>/", rounds.show_round, name="round"),
        path("<int:round_id>/edit/", rounds.revise, name="revise"),
        path("<int:round_id>/sessions/", rounds.choose, name="sessions"),
        path("<int:round_id>/open/", steps.open_now, name="open"),
        path("<int:round_id>/close/", steps.close, name="close"),
        path("<int:round_id>/seed/", steps.seed, name="seed"),
        path("<int:round_id>/repeat/", steps.repeat, name="repeat"),
        path("<int:round_id>/publish/", steps.publish, name="publish"),
        path("<int:round_id>/wishes/", wishes.wish, name="wishes"),
        path("<int:round_id>/wishes/withdraw/", wishes.withdraw, name="withdraw"),
        path("<int:round_id>/result/", wishes.result, name="result"),
        path("<int:round_id>/places/<int:number>/return/", succession.give_back, name="return"),
        path("offers/<int:offer_id>/", succession.answer, name="offer"),
        path("<int:round_id>/bundle.json", rounds.bundle, name="bundle"),
    ],
    "placements_desk",
)
