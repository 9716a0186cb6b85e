"""Who edits news: predicate, condition and PostgreSQL agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.models import NewsItem, NewsRepair, SourcePage
from hamkke.news.rules import may_edit, visible_to
from tests.hamkke.news.samples import PAGE, bring_in

if TYPE_CHECKING:
    from tests.world import World

EDITORS = {
    "superintendent",
    "city_officer",
    "office_officer",
    "other_office_officer",
    "district_officer",
    "other_district_officer",
}


def test_predicate_condition_and_rows_agree(world: World) -> None:
    bring_in(publish=True)
    bring_in(PAGE.replace("푸른".encode(), "맑은".encode()), publish=False)
    for key, viewer in {**world.viewers, "nobody": ANONYMOUS}.items():
        with acting_as(roles.WORK, viewer.identity):
            seen = set(NewsItem.objects.values_list("id", flat=True))
            allowed = set(NewsItem.objects.filter(visible_to(viewer)).values_list("id", flat=True))
            changed = NewsItem.objects.update(edited_at=None)
            pages, repairs = SourcePage.objects.count(), NewsRepair.objects.count()
        assert may_edit(viewer) == (key in EDITORS), key
        assert seen == allowed, key
        assert len(seen) == (2 if key in EDITORS else 1), key
        assert changed == (2 if key in EDITORS else 0), key
        assert (pages > 0, repairs > 0) == (key in EDITORS, key in EDITORS), key


def test_nobody_decides_past_the_policy(world: World) -> None:
    bring_in()
    for key, viewer in world.viewers.items():
        with acting_as(roles.WORK, viewer.identity):
            changed = NewsRepair.objects.update(decided_at=None)
        assert (changed > 0) == (key in EDITORS), key


@pytest.mark.django_db
def test_the_public_reads_published_items_only() -> None:
    bring_in(publish=True)
    bring_in(PAGE.replace("푸른".encode(), "맑은".encode()), publish=False)
    with acting_as(roles.PUBLIC):
        assert NewsItem.objects.count() == 1
        for model in (NewsRepair, SourcePage):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.count()
        with pytest.raises(DatabaseError), transaction.atomic():
            NewsItem.objects.update(title="x")
