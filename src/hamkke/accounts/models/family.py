"""Children who wait for their guardian, and what guardians consented to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.models.person import Membership, Person
from hamkke.accounts.models.role_change import InvitationKey


class Relation(models.TextChoices):
    """Who may consent for a child: a parent or the appointed guardian (민법 §909, §928)."""

    MOTHER = "mother", _("어머니")
    FATHER = "father", _("아버지")
    GUARDIAN = "guardian", _("후견인")


class ConsentWay(models.TextChoices):
    """How it was verified (개인정보 보호법 시행령 §17조의2)."""

    LINK = "link", _("이메일로 받은 주소에서")
    PAPER = "paper", _("학교에 낸 종이 동의서로")


class ChildSignUp(models.Model):
    """What a child under 14 typed, until the guardian answers; nothing else of the child exists.

    It hangs on the invitation's key, which PostgreSQL deletes with it when the guardian refuses
    or does not answer in time. `guardian_email` is kept to ask and for nothing else; it is empty
    where the school is to get the consent on paper.
    """

    key = models.OneToOneField(
        InvitationKey, on_delete=models.CASCADE, primary_key=True, related_name="child"
    )
    email = models.EmailField()
    password = models.CharField(max_length=128)
    guardian_email = models.EmailField(blank=True)
    fourteen_on = models.DateField()
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        """This function will return the number: everything else is personal."""
        return str(self.pk)


class GuardianConsent(models.Model):
    """That a child's guardian consented: who, how, when; `link_hash` lets the guardian withdraw."""

    person = models.OneToOneField(
        Person, on_delete=models.PROTECT, primary_key=True, related_name="consent"
    )
    guardian_name = models.CharField(max_length=60)
    relation = models.CharField(max_length=10, choices=Relation)
    way = models.CharField(max_length=10, choices=ConsentWay)
    link_hash = models.CharField(max_length=64, null=True, unique=True)  # noqa: DJ001 - unique
    fourteen_on = models.DateField()
    consented_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+"
    )

    def __str__(self) -> str:
        """This function will return the number, never a name."""
        return str(self.pk)
