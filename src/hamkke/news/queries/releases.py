"""Press releases as their office works on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE

from hamkke.database.errors import NotVisible
from hamkke.news.errors import MayNotRelease
from hamkke.news.models import Licence, NewsItem, PressRelease, ReleaseState, ReleaseStepKind
from hamkke.news.release.content import ReleaseContent, content_of
from hamkke.news.release.files import Attachment, Picture, held_files
from hamkke.news.release.text import Block, blocks_of
from hamkke.news.rules import IN_WRITERS_HANDS, may_approve, may_release, on_show, releases_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from hamkke.accounts.viewer import Viewer

# What a viewer may do next with a release; the page's one filled button.
REVISE, SUBMIT, APPROVE, NOTHING = "revise", "submit", "approve", ""
SHOWN = 200
_OF_LINE = (
    *("title", "category", "state", "edition", "embargo_at", "changed_at"),
    *("writers", "organization_id"),
)


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """A release as the list shows it."""

    id: int
    title: str
    category: str
    state: str
    edition: int
    embargo_at: datetime | None
    changed_at: datetime
    next_deed: str

    @property
    def state_label(self) -> str:
        """The state in the reader's language."""
        return str(ReleaseState(self.state).label)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the timeline."""

    kind: str
    actor: str
    detail: str
    when: datetime

    @property
    def deed(self) -> str:
        """What was done, in the reader's language."""
        return str(ReleaseStepKind(self.kind).label)


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """A release in full, with what this viewer may do."""

    line: ReleaseLine
    content: ReleaseContent
    version: int
    item_id: int | None
    may_write: bool
    may_approve: bool
    withdrawal_note: str
    pictures: tuple[Picture, ...]
    attachments: tuple[Attachment, ...]
    steps: tuple[Step, ...]

    @property
    def id(self) -> int:
        """The release's number."""
        return self.line.id

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The text in paragraphs, headings and lists."""
        return blocks_of(self.content.body)

    @property
    def licence(self) -> str:
        """The terms in the reader's language."""
        return str(Licence(self.content.licence).label)

    @property
    def reason(self) -> str:
        """What is to be mended, while it is to be mended."""
        notes = [step.detail for step in self.steps if step.kind == ReleaseStepKind.RETURNED]
        return notes[-1] if notes and self.line.state == ReleaseState.RETURNED else ""


def list_releases(*, viewer: Viewer) -> tuple[ReleaseLine, ...]:
    """This function will list the releases of the viewer's body, what waits for them first.

    The newest 200, in one query. Raises MayNotRelease.
    """
    if not may_release(viewer):
        raise MayNotRelease
    found = _own(viewer).only(*_OF_LINE).order_by("-changed_at", "-id")[:SHOWN]
    lines = [_line(release, viewer) for release in found]
    return tuple(sorted(lines, key=lambda line: not line.next_deed))


def release_page(*, viewer: Viewer, release_id: int) -> ReleasePage:
    """This function will return a release in full, in four queries.

    `item_id` is that of the public page, while everybody may open it. Raises MayNotRelease,
    NotVisible.
    """
    if not may_release(viewer):
        raise MayNotRelease
    release = _own(viewer).filter(pk=release_id).first()
    if release is None:
        raise NotVisible
    public = NewsItem.objects.filter(on_show(), release_id=release_id)
    pictures, attachments = held_files(
        release_id=release.pk, pictures=release.pictures, attachments=release.attachments
    )
    rows = release.steps.values_list("kind", "person_name", "note", "done_at")
    steps = tuple(Step(*row) for row in rows)
    return ReleasePage(
        line=_line(release, viewer, mended=steps[-1].kind == ReleaseStepKind.REVISED),
        content=content_of(release),
        version=release.version,
        item_id=public.values_list("pk", flat=True).first(),
        may_write=release.state in IN_WRITERS_HANDS,
        may_approve=may_approve(viewer, release),
        withdrawal_note=release.withdrawal_note,
        pictures=pictures,
        attachments=attachments,
        steps=steps,
    )


def last_contact(*, viewer: Viewer) -> dict[str, str]:
    """This function will return the contact of the body's last release, to be typed once only."""
    if not may_release(viewer):
        raise MayNotRelease
    names = ("department", "contact_name", "contact_phone", "contact_email", "licence")
    found = PressRelease.objects.filter(releases_of(viewer)).order_by("-created_at", "-id")
    return found.values(*names).first() or {"contact_name": viewer.name}


def _own(viewer: Viewer) -> QuerySet[PressRelease]:
    return PressRelease.objects.filter(releases_of(viewer)).fetch_mode(FETCH_RAISE)


def _line(release: PressRelease, viewer: Viewer, *, mended: bool = False) -> ReleaseLine:
    return ReleaseLine(
        id=release.pk,
        title=release.title,
        category=release.category,
        state=str(release.state),
        edition=release.edition,
        embargo_at=release.embargo_at,
        changed_at=release.changed_at,
        next_deed=_next_deed(release, viewer, mended=mended),
    )


def _next_deed(release: PressRelease, viewer: Viewer, *, mended: bool) -> str:
    if release.state == ReleaseState.DRAFT or (release.state == ReleaseState.RETURNED and mended):
        return SUBMIT
    if release.state == ReleaseState.RETURNED:
        return REVISE
    if release.state == ReleaseState.REVIEW and may_approve(viewer, release):
        return APPROVE
    return NOTHING
