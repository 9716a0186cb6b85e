"""The agreement and the pillars that it takes up."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.agreements.models.pillar import Pillar
from hamkke.agreements.models.standard import Standard
from hamkke.audit.history import keep_history


class AgreementState(models.TextChoices):
    """What happens to an agreement, in this order; a return goes back to the draft."""

    DRAFT = "draft", _("초안")
    APPROVING = "approving", _("결재 중")
    SIGNING = "signing", _("서명 중")
    IN_FORCE = "in_force", _("이행 중")
    ENDED = "ended", _("종료")


FROZEN = (AgreementState.SIGNING, AgreementState.IN_FORCE, AgreementState.ENDED)
PUBLISHED = (AgreementState.IN_FORCE, AgreementState.ENDED)


@keep_history
class Agreement(models.Model):
    """An agreement (협약) of the metropolitan office with a district.

    The education office negotiates it with the district; superintendent and head sign.
    `version` counts saves (a stale form is refused), `submission` counts submissions: approvals
    and signatures belong to one, so that a return voids them without erasing what was done.
    `frozen_text` is the canonical text both sides approved, `content_hash` its SHA-256.
    """

    district = models.ForeignKey(
        "organizations.District", on_delete=models.PROTECT, related_name="agreements"
    )
    education_office = models.ForeignKey(
        "organizations.EducationOffice", on_delete=models.PROTECT, related_name="agreements"
    )
    metropolitan_office = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="agreements"
    )
    standard = models.ForeignKey(
        Standard, null=True, on_delete=models.PROTECT, related_name="agreements"
    )
    title = models.CharField(max_length=120)
    subtitle = models.CharField(max_length=200, blank=True)
    signing_date = models.DateField()
    state = models.CharField(max_length=12, choices=AgreementState, default=AgreementState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    submission = models.PositiveIntegerField(default=0)
    frozen_text = models.TextField(blank=True, default="")
    content_hash = models.CharField(max_length=64, blank=True, default="")
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        """A district has one living agreement; what is frozen and public follows the state."""

        indexes = (models.Index(fields=["state", "signing_date"], name="agreement_state_date"),)
        constraints = (
            models.UniqueConstraint(
                fields=["district"],
                condition=~Q(state=AgreementState.ENDED),
                name="agreement_one_living",
            ),
            models.CheckConstraint(
                condition=Q(state__in=AgreementState.values), name="agreement_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PUBLISHED, published_at__isnull=False)
                | Q(~Q(state__in=PUBLISHED), published_at__isnull=True),
                name="agreement_public_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state__in=FROZEN, content_hash__regex=r"^[0-9a-f]{64}$")
                | Q(~Q(state__in=FROZEN), content_hash="", frozen_text=""),
                name="agreement_frozen_to_sign",
            ),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title


@keep_history
class AgreementPillar(models.Model):
    """What an agreement says about one pillar."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="pillars")
    pillar = models.ForeignKey(Pillar, on_delete=models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=4000)

    class Meta:
        """Each pillar once, each place once; deferred, so that two can change places."""

        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "pillar"], name="agreement_pillar_once"),
            models.UniqueConstraint(
                fields=["agreement", "order"],
                name="agreement_pillar_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=~Q(text=""), name="agreement_pillar_has_text"),
        )

    def __str__(self) -> str:
        """This function will name the agreement and the pillar by number."""
        return f"{self.agreement_id}-{self.pillar_id}"
