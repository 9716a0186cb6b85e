"""How roles come and go: invitations, roles given and taken, handovers, staff imports."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.models.person import Membership, Person, Role
from hamkke.audit.history import keep_history


class ChangeState(models.TextChoices):
    """Where a change of a role stands."""

    PROPOSED = "proposed", _("확인을 기다림")
    OPEN = "open", _("답을 기다림")
    DONE = "done", _("마침")
    REFUSED = "refused", _("돌려보냄")
    REVOKED = "revoked", _("거둠")
    EXPIRED = "expired", _("기한 지남")


class StaffImport(models.Model):
    """One file of staff and class groups that a school brought in, as a whole to undo."""

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    class_groups = ArrayField(models.BigIntegerField(), default=list)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        """The same file is brought in once: a double click makes nothing twice."""

        constraints = (
            models.UniqueConstraint(
                fields=["organization", "digest"],
                condition=Q(undone_at__isnull=True),
                name="staff_import_once",
            ),
        )

    def __str__(self) -> str:
        """This function will name the organization by number."""
        return f"{self.organization_id} {self.made_at:%Y-%m-%d}"


@keep_history
class RoleChange(models.Model):
    """A role that somebody is to get (`gives`), a membership that ends (`ends`), or both at once.

    Both at once is a handover. `person` is empty while somebody is only invited. Powerful roles
    begin as proposed and need a second entitled person. Names, addresses and secrets are kept in
    InvitationKey, which goes when the change is closed; here, and so in the history, are none.
    """

    organization = models.ForeignKey(
        "organizations.Organization", on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20, choices=Role)
    class_group = models.ForeignKey(
        "organizations.ClassGroup", on_delete=models.PROTECT, null=True, related_name="+"
    )
    gives = models.BooleanField(default=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    given = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    ends = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="endings"
    )
    last_day = models.DateField(null=True)
    note = models.CharField(max_length=400, blank=True)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.OPEN)
    # Empty only for the first invitation of an installation, which the command line makes.
    proposed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=400, blank=True)
    batch = models.ForeignKey(
        StaffImport, on_delete=models.PROTECT, null=True, related_name="changes"
    )

    class Meta:
        """A change gives or ends; one membership ends by one open change."""

        indexes = (models.Index(fields=["organization", "state"], name="change_org_state"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(gives=True, valid_from__isnull=False)
                | Q(gives=False, ends__isnull=False),
                name="change_gives_or_ends",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(last_day__isnull=False),
                name="change_ends_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["ends"],
                condition=Q(state__in=["proposed", "open"]),
                name="change_ends_once",
            ),
        )

    def __str__(self) -> str:
        """This function will name the role and its organization by number."""
        return f"{self.role}@{self.organization_id} {self.state}"

    @property
    def waits(self) -> bool:
        """Whether a second person is to confirm."""
        return self.state == ChangeState.PROPOSED


class InvitationKey(models.Model):
    """Whom an open invitation is for and what proves it; deleted when the invitation is closed.

    `link_hash` belongs to the address sent by e-mail, `code_hash` to the printed code: keyed
    hashes, so that who reads the table can open nothing. No runtime role may read them.
    """

    change = models.OneToOneField(
        RoleChange, on_delete=models.CASCADE, primary_key=True, related_name="key"
    )
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    link_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique
    code_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        """This function will return the number, never the name: it may reach a log."""
        return str(self.pk)
