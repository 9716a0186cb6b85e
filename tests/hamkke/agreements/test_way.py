"""From the first draft to an agreement in force, and back."""

from __future__ import annotations

import hashlib
import json

import pytest

from hamkke.agreements.queries.published import district_states, published_agreement
from hamkke.database import roles
from hamkke.database.errors import NotVisible
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import STATES, Way

EXPECTED = {
    "draft": ("draft", "negotiating"),
    "submitted": ("approving", "negotiating"),
    "approving": ("approving", "negotiating"),
    "half_approved": ("approving", "negotiating"),
    "signing": ("signing", "signing"),
    "half_signed": ("signing", "signing"),
    "in_force": ("in_force", "in_force"),
}


def _shown(way: Way) -> dict[str, str]:
    with acting_as(roles.PUBLIC):
        return {one.name: one.state for one in district_states()}


@pytest.mark.parametrize("state", STATES)
def test_each_state_and_what_the_map_shows(way: Way, state: str) -> None:
    number = way.to(state)
    kept, shown = EXPECTED[state]
    assert way.row(number).state == kept
    assert _shown(way) == {"한빛구": shown, "솔샘구": "preparing"}


def test_the_second_signature_publishes_the_text_that_was_approved(way: Way) -> None:
    number = way.to("half_signed")
    with acting_as(roles.PUBLIC), pytest.raises(NotVisible):
        published_agreement(number)
    way.sign("head", number)
    with acting_as(roles.PUBLIC):
        page = published_agreement(number)
    assert page.line.published_at == way.now
    assert page.line.content_hash == hashlib.sha256(page.frozen_text.encode()).hexdigest()
    frozen = json.loads(page.frozen_text)
    assert frozen["title"] == page.line.title == "한빛교육협력특구 업무협약"
    assert frozen["signing_date"] == "2025-09-27"
    assert [one["text"] for one in frozen["pillars"]] == [one.text for one in page.pillars]
    assert [(one.office_title, one.person_name) for one in page.signatures] == [
        ("가람광역시교육감", way.viewer("superintendent").name),
        ("한빛구청장", way.viewer("head").name),
    ]
