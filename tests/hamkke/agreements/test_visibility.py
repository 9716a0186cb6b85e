"""The rule, its set and PostgreSQL say the same about who sees what."""

from __future__ import annotations

import pytest

from hamkke.agreements.models import Agreement
from hamkke.agreements.rules import may_see, visible_to
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import STATES, Way


@pytest.mark.parametrize("state", STATES)
def test_predicate_set_and_rows_agree(way: Way, state: str) -> None:
    way.to(state)
    way.to("draft" if state == "in_force" else "in_force", prefix="other_")
    seen: set[frozenset[int]] = set()
    for viewer in way.world.viewers.values():
        with acting_as(roles.OWNER):
            every = list(Agreement.objects.all())
            by_set = set(Agreement.objects.filter(visible_to(viewer)).values_list("pk", flat=True))
        with acting_as(roles.WORK, viewer.identity):
            by_database = set(Agreement.objects.values_list("pk", flat=True))
        by_rule = {agreement.pk for agreement in every if may_see(viewer, agreement)}
        assert by_rule == by_set == by_database, viewer
        seen.add(frozenset(by_database))
    # Some see more than others, else the comparison would say nothing.
    assert len(seen) > 1 or state == "in_force"
