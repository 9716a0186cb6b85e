"""News as those see it who edit it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FETCH_RAISE, Count, Q

from hamkke.database.errors import NotVisible
from hamkke.news.errors import MayNotEditNews
from hamkke.news.models import Decision, NewsItem
from hamkke.news.pages.article import Finding, Note
from hamkke.news.pages.reasons import CONFIDENCE_NAMES, KIND_NAMES, reason_of, sentence_of, shown
from hamkke.news.pages.repairs import CONTEXT, Confidence, Kind, Rule
from hamkke.news.rules import may_edit

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from hamkke.accounts.viewer import Viewer
    from hamkke.news.models import NewsRepair


# Without the bytes of the page, which may be millions.
_PAGE = ("source_page__digest", "source_page__findings")


@dataclass(frozen=True, slots=True)
class RepairView:
    """One repair beside its original: what stands before, the place, what comes after."""

    number: int
    kind: str | Promise
    confidence: str | Promise
    is_unknown: bool
    before: str
    broken: str
    fixed: str
    after: str
    reason: str
    candidates: tuple[str, ...]
    decision: str
    decision_name: str
    is_pending: bool


@dataclass(frozen=True, slots=True)
class EditedItem:
    """An imported item with its repairs and what the page left open."""

    item_id: int
    title: str
    item_date: date
    is_published: bool
    is_edited: bool
    repairs: tuple[RepairView, ...]
    notes: tuple[str, ...]
    paragraphs: tuple[tuple[str, ...], ...]

    @property
    def open_count(self) -> int:
        """How many repairs that propose a text are not decided."""
        return sum(each.is_pending and not each.is_unknown for each in self.repairs)

    @property
    def unknown_count(self) -> int:
        """How many places wait for a person's own words."""
        return sum(each.is_pending and each.is_unknown for each in self.repairs)


def news_to_edit(*, viewer: Viewer) -> QuerySet[NewsItem]:
    """This function will return all imported news with the numbers of repairs that wait.

    Raises MayNotEditNews.
    """
    if not may_edit(viewer):
        raise MayNotEditNews
    waiting = Q(repairs__decision=Decision.PENDING)
    return (
        NewsItem.objects.filter(release__isnull=True)
        .fetch_mode(FETCH_RAISE)
        .only("id", "title", "item_date", "published_at")
        .annotate(
            open_count=Count("repairs", filter=waiting & Q(repairs__replacement__isnull=False)),
            unknown_count=Count("repairs", filter=waiting & Q(repairs__replacement__isnull=True)),
        )
        .order_by("-item_date", "-id")
    )


def item_to_edit(*, viewer: Viewer, item_id: int) -> EditedItem:
    """This function will return one item with its repairs. Raises MayNotEditNews, NotVisible."""
    if not may_edit(viewer):
        raise MayNotEditNews
    item = (
        NewsItem.objects.filter(release__isnull=True)
        .fetch_mode(FETCH_RAISE)
        .select_related("source_page")
        .only("title", "item_date", "published_at", "edited_at", "original_body", "body", *_PAGE)
        .filter(pk=item_id)
        .first()
    )
    if item is None:
        raise NotVisible
    findings = item.source_page.findings if item.source_page else []
    originals = item.original_body.split("\n\n")
    return EditedItem(
        item_id=item.pk,
        title=item.title,
        item_date=item.item_date,
        is_published=item.published_at is not None,
        is_edited=item.edited_at is not None,
        repairs=tuple(_view(repair, originals[repair.paragraph]) for repair in item.repairs.all()),
        notes=tuple(sentence_of(Finding(Note(note), detail)) for note, detail in findings),
        paragraphs=tuple(tuple(part.split("\n")) for part in item.body.split("\n\n")),
    )


def _view(repair: NewsRepair, text: str) -> RepairView:
    fixed = repair.text if repair.text is not None else repair.replacement
    return RepairView(
        number=repair.number,
        kind=KIND_NAMES[Kind(repair.kind)],
        confidence=CONFIDENCE_NAMES[Confidence(repair.confidence)],
        is_unknown=repair.replacement is None,
        before=shown(text[max(0, repair.start - CONTEXT) : repair.start]),
        broken=shown(text[repair.start : repair.end]),
        fixed=fixed or "",
        after=shown(text[repair.end : repair.end + CONTEXT]),
        reason=reason_of(Rule(repair.rule), repair.evidence),
        candidates=tuple(repair.candidates),
        decision=repair.decision,
        decision_name=repair.get_decision_display(),
        is_pending=repair.decision == Decision.PENDING,
    )
