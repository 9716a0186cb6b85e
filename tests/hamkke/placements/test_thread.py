"""A round from draft to published figures, in the runtime roles."""

from __future__ import annotations

import pytest

from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.queries import public
from tests.hamkke.placements.ground import Ground

pytestmark = pytest.mark.django_db


def test_a_round_from_draft_to_figures(ground: Ground) -> None:
    number = ground.opened()
    ground.wish(ground.world.viewer("teacher"), number, ["woodwork", "radio"])
    ground.wish(ground.world.viewer("colleague"), number, ["woodwork"])
    ground.close(number)
    assert ground.allocate(number)
    at = ground.publish(number)
    with acting_as(roles.PUBLIC):
        found = public.published_round(number)
    assert (found.applicants, found.given, found.results_at) == (2, found.given, at)
    assert found.served in {1, 2}
