"""For which districts a viewer may begin an agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.agreements.errors import MayNotDraft
from hamkke.agreements.models import Agreement, AgreementState
from hamkke.agreements.rules import may_draft
from hamkke.organizations.queries.parties import coverages_of

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.organizations.queries.parties import Coverage


def districts_to_draft(*, viewer: Viewer) -> tuple[Coverage, ...]:
    """This function will list the districts for which the viewer drafts. Raises MayNotDraft."""
    if not may_draft(viewer) or viewer.organization_id is None or viewer.today is None:
        raise MayNotDraft
    return coverages_of(organization_id=viewer.organization_id, on=viewer.today)


def draftable_districts(*, viewer: Viewer) -> tuple[Coverage, ...]:
    """This function will list those of them that have no living agreement; none for others."""
    if not may_draft(viewer):
        return ()
    covered = districts_to_draft(viewer=viewer)
    taken = set(
        Agreement.objects.filter(district_id__in=[one.district_id for one in covered])
        .exclude(state=AgreementState.ENDED)
        .values_list("district_id", flat=True)
    )
    return tuple(one for one in covered if one.district_id not in taken)
