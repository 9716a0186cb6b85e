"""How far each district has come: what the public map reads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PublicState(models.TextChoices):
    """The states of the map; a district without a row is preparing."""

    PREPARING = "preparing", _("준비 중")
    NEGOTIATING = "negotiating", _("협의 중")
    SIGNING = "signing", _("서명 중")
    IN_FORCE = "in_force", _("이행 중")
    ENDED = "ended", _("종료")


class DistrictState(models.Model):
    """One district's public state; row security admits only what its agreements show."""

    district = models.OneToOneField(
        "organizations.District",
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="agreement_state",
    )
    state = models.CharField(max_length=12, choices=PublicState)
    changed_at = models.DateTimeField()

    class Meta:
        """Only known states."""

        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=PublicState.values), name="district_state_known"
            ),
        )

    def __str__(self) -> str:
        """This function will name the district by number and its state."""
        return f"{self.district_id} {self.state}"
