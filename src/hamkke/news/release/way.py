"""What every action on a press release does alike: lock, save, write the step down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible
from hamkke.news.errors import MayNotRelease
from hamkke.news.models import PressRelease, ReleaseStep
from hamkke.news.rules import may_release, releases_of

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.models import ReleaseStepKind


def lock_release(*, viewer: Viewer, release_id: int) -> PressRelease:
    """This function will lock and return a press release of the viewer's body.

    Raises MayNotRelease, NotVisible.
    """
    if not may_release(viewer):
        raise MayNotRelease
    own = PressRelease.objects.filter(releases_of(viewer), pk=release_id)
    release = own.select_for_update().first()
    if release is None:
        raise NotVisible
    return release


def save_release(release: PressRelease, *, now: datetime, **changes: Any) -> None:
    """This function will save changes as the next version."""
    changes |= {"version": release.version + 1, "changed_at": now}
    for name, value in changes.items():
        setattr(release, name, value)
    release.save(update_fields=list(changes))


def write_step(
    release: PressRelease,
    *,
    viewer: Viewer,
    kind: ReleaseStepKind,
    action: str,
    now: datetime,
    note: str = "",
) -> None:
    """This function will add the step to the timeline and to the audit."""
    who: dict[str, Any] = {"person_id": viewer.person_id, "person_name": viewer.name}
    ReleaseStep.objects.create(release=release, kind=kind, note=note, done_at=now, **who)
    record_action(
        viewer=viewer.identity,
        action=action,
        subject=release,
        now=now,
        data={"version": release.version, "edition": release.edition},
    )
