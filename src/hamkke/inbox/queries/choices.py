"""How people want to be told by e-mail."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hamkke.inbox.hours import Quiet, after_quiet, next_digest
from hamkke.inbox.models import MailChoice, MailPreference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Choice:
    """A person's choice."""

    mail: str = MailChoice.DIGEST
    quiet: Quiet = field(default_factory=Quiet)

    def due_at(self, now: datetime) -> datetime | None:
        """This function will return when something that happens now is told; None: never."""
        if self.mail == MailChoice.NONE:
            return None
        if self.mail == MailChoice.AT_ONCE:
            return after_quiet(now, self.quiet)
        return next_digest(now, self.quiet)


def choices_of(*, person_ids: Iterable[int]) -> dict[int, Choice]:
    """This function will return each person's choice, made or by default."""
    asked = set(person_ids)
    found = dict.fromkeys(asked, Choice())
    for row in MailPreference.objects.filter(person_id__in=asked):
        quiet = Quiet(row.quiet_from, row.quiet_until, row.quiet_days)
        found[row.person_id] = Choice(row.choice, quiet)
    return found


def own_choice(*, viewer: Viewer) -> Choice:
    """This function will return the viewer's own choice."""
    number = viewer.person_id or 0
    return choices_of(person_ids=[number])[number]
