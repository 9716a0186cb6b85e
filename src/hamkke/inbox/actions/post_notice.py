"""Post a notice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.audit.blind import insert_blindly
from hamkke.inbox.models import Notice
from hamkke.inbox.titles import cut

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def post_notice(  # noqa: PLR0913 - all by keyword
    *,
    viewer: Viewer,
    kind: str,
    title: str,
    url: str,
    now: datetime,
    person_id: int | None = None,
    organization_id: int | None = None,
    role: str = "",
    class_group_id: int | None = None,
    detail: str = "",
) -> None:
    """This function will tell a person, or a role of an organization, what they should know.

    Either `person_id`, or `organization_id` with `role`. Title and link also go by e-mail, so
    neither holds personal content. Jobs pass ANONYMOUS as `viewer`. The audit row is that of the
    action that posts.
    """
    # The poster need not be able to read what it posts.
    insert_blindly(
        Notice(
            person_id=person_id,
            organization_id=organization_id,
            role=role,
            class_group_id=class_group_id,
            kind=kind,
            title=cut(title, 200),
            detail=cut(detail, 400),
            url=url,
            posted_by_id=viewer.organization_id,
            posted_at=now,
        )
    )
