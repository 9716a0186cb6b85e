"""Let the search know which organizations and activities are on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.directory.models import Service
from hamkke.search.actions.ask_refresh import ask_refresh

if TYPE_CHECKING:
    from collections.abc import Sequence


def refresh_search(*, organization_ids: Sequence[int]) -> None:
    """This function will have the search look again at organizations and all their activities.

    A job's action: officers, who renew, do not see activities. It leaves no audit row of its own.
    """
    ask_refresh(identity=ANONYMOUS.identity, kind="organization", numbers=organization_ids)
    services = Service.objects.filter(organization_id__in=organization_ids).order_by("pk")
    numbers = list(services.values_list("pk", flat=True))
    ask_refresh(identity=ANONYMOUS.identity, kind="service", numbers=numbers)
