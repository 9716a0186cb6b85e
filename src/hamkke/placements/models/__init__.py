"""The models of placements, one aggregate a file."""

from hamkke.placements.models.application import Application, Wish
from hamkke.placements.models.figure import RoundBundle, RoundFigure, SessionFigure
from hamkke.placements.models.round import Round, RoundInput, RoundSession, RoundState
from hamkke.placements.models.run import AllocationRun, Placement, UnmetWish
from hamkke.placements.models.succession import OfferState, PlaceOffer, ReturnedPlace

__all__ = [
    "AllocationRun",
    "Application",
    "OfferState",
    "PlaceOffer",
    "Placement",
    "ReturnedPlace",
    "Round",
    "RoundBundle",
    "RoundFigure",
    "RoundInput",
    "RoundSession",
    "RoundState",
    "SessionFigure",
    "UnmetWish",
    "Wish",
]
