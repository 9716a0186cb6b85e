"""Define a pillar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.agreements.models import Pillar
from hamkke.audit.actions.record_action import record_action

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.database.identity import Identity


@transaction.atomic
def define_pillar(
    *, viewer: Identity, code: str, order: int, name: str, name_en: str, now: datetime
) -> int:
    """This function will add a pillar, or bring the one with this code up to date; its id.

    Runs under the jobs role: pillars come with the official list, not from the work area.
    """
    pillar = Pillar.objects.filter(code=code).first()
    wanted = {"order": order, "name": name, "name_en": name_en}
    if pillar is not None and all(getattr(pillar, key) == value for key, value in wanted.items()):
        return pillar.pk
    pillar = pillar or Pillar(code=code)
    pillar.order, pillar.name, pillar.name_en = order, name, name_en
    pillar.save()
    record_action(viewer=viewer, action="define_pillar", subject=pillar, now=now)
    return pillar.pk
