"""What the portal reads, and how often it asks the database for it."""

from __future__ import annotations

from typing import Any

import pytest

from hamkke.agreements.queries.desk import agreement_page, list_agreements
from hamkke.agreements.queries.pillars import in_force_pillars
from hamkke.agreements.queries.published import (
    district_states,
    list_published_agreements,
    published_agreement,
    published_agreement_of_district,
)
from hamkke.database import roles
from hamkke.database.identity import acting_as
from tests.hamkke.agreements.conftest import Way


def test_the_public_counts_of_queries_do_not_grow(way: Way, django_assert_num_queries: Any) -> None:
    number = way.to("in_force")
    district = way.world.organization("district").pk
    for _round in range(2):
        with acting_as(roles.PUBLIC):
            with django_assert_num_queries(1):
                list_published_agreements()
            with django_assert_num_queries(6):
                published_agreement(number)
            with django_assert_num_queries(6):
                published_agreement_of_district(district)
            with django_assert_num_queries(2):
                district_states()
        if not _round:
            way.to("in_force", prefix="other_")


def test_the_desk_counts_of_queries_do_not_grow(way: Way, django_assert_num_queries: Any) -> None:
    number = way.to("half_signed")
    viewer = way.viewer("superintendent")
    for _round in range(2):
        with acting_as(roles.WORK, viewer.identity):
            with django_assert_num_queries(5):
                list_agreements(viewer=viewer)
            with django_assert_num_queries(8):
                agreement_page(viewer=viewer, agreement_id=number)
        if not _round:
            way.to("signing", prefix="other_")


def test_a_district_without_an_agreement(way: Way) -> None:
    way.to("signing")
    with acting_as(roles.PUBLIC):
        for key in ("district", "other_district"):
            assert published_agreement_of_district(way.world.organization(key).pk) is None
        assert list_published_agreements() == ()
        assert [(one.name, one.state, one.changed_at is None) for one in district_states()] == [
            ("솔샘구", "preparing", True),
            ("한빛구", "signing", False),
        ]


@pytest.mark.parametrize("who", ["manager", "other_manager", "district_officer"])
def test_programs_find_the_pillars_in_force(way: Way, who: str) -> None:
    way.to("in_force")
    district = way.world.organization("district").pk
    with acting_as(roles.WORK, way.viewer(who).identity):
        found = in_force_pillars(district)
    assert [one.pillar_name for one in found] == [
        "지역 특색사업 공동 운영",
        "학생맞춤통합지원 체계 구축",
    ]


def test_no_pillar_is_offered_before_it_is_in_force(way: Way) -> None:
    way.to("half_signed")
    with acting_as(roles.WORK, way.viewer("district_officer").identity):
        assert in_force_pillars(way.world.organization("district").pk) == ()
