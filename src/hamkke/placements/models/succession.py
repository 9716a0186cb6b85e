"""Places given back after publication, and to whom they were offered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.placements.models.application import Application
from hamkke.placements.models.round import RoundSession


class ReturnedPlace(models.Model):
    """A place that a class group gave back; settled when somebody took it or nobody is left."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="returned_places"
    )
    round_session = models.ForeignKey(
        RoundSession, on_delete=models.PROTECT, related_name="returned_places"
    )
    returned_at = models.DateTimeField()
    returned_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="places_returned"
    )
    settled_at = models.DateTimeField(null=True)

    class Meta:
        """A class group gives a place back once; whoever did is not in line for it again."""

        ordering = ("returned_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["application", "round_session"], name="returned_place_once"
            ),
        )

    def __str__(self) -> str:
        """This function will name application and session by number."""
        return f"{self.application_id}-{self.round_session_id}"


class OfferState(models.TextChoices):
    """What became of an offer; it is answered once."""

    OPEN = "open", _("답을 기다림")
    ACCEPTED = "accepted", _("받음")
    PASSED = "passed", _("넘김")
    LAPSED = "lapsed", _("기한 지남")


class PlaceOffer(models.Model):
    """A returned place as it was offered to the first on the waitlist, to be answered in time."""

    returned = models.ForeignKey(ReturnedPlace, on_delete=models.PROTECT, related_name="offers")
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="place_offers"
    )
    round_session = models.ForeignKey(
        RoundSession, on_delete=models.PROTECT, related_name="place_offers"
    )
    offered_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OPEN)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, related_name="offers_answered"
    )

    class Meta:
        """A place is offered to one at a time, and to nobody twice."""

        ordering = ("offered_at", "id")
        indexes = (
            models.Index(
                fields=["answer_by"], condition=Q(state="open"), name="place_offer_open_until"
            ),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["returned"],
                condition=Q(state__in=("open", "accepted")),
                name="place_offer_to_one",
            ),
            models.UniqueConstraint(
                fields=["application", "round_session"], name="place_offer_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at__isnull=True)
                | ~Q(state="open") & Q(answered_at__isnull=False),
                name="place_offer_answered",
            ),
        )

    def __str__(self) -> str:
        """This function will name application, session and state."""
        return f"{self.application_id}-{self.round_session_id} {self.state}"
