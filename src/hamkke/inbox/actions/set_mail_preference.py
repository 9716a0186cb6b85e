"""Set how one is told by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.inbox.models import MailPreference

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.inbox.queries.choices import Choice


def set_mail_preference(*, viewer: Viewer, choice: Choice, now: datetime) -> None:
    """This function will keep the viewer's own choice. Raises NotVisible for nobody."""
    if viewer.person_id is None:
        raise NotVisible
    with transaction.atomic():
        kept, _ = MailPreference.objects.update_or_create(
            person_id=viewer.person_id,
            defaults={
                "choice": choice.mail,
                "quiet_from": choice.quiet.from_time,
                "quiet_until": choice.quiet.until_time,
                "quiet_days": choice.quiet.days_off,
            },
        )
        record_action(
            viewer=viewer.identity,
            action="set_mail_preference",
            subject=kept,
            now=now,
            data={"choice": choice.mail},
        )
