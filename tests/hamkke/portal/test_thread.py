"""The public thread: agreement, program, round, figures; and pages that cost the same as it grows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import fair_allocation
from fair_allocation import Bundle
from hamkke.accounts.viewer import Viewer
from hamkke.agreements.models import DistrictState
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.models import NewsItem
from hamkke.organizations.models import (
    DistrictAdjacency,
    DistrictAlias,
    Organization,
    OrganizationKind,
    School,
    SchoolLevel,
)
from hamkke.programs.models import Program
from hamkke.search.actions.rebuild_index import rebuild_index
from tests.hamkke.placements.ground import Ground, add_session, lay_ground
from tests.world import World


@dataclass
class Site:
    """The world with an open round, and a clock that the pages read."""

    ground: Ground
    visitor: Client
    round_id: int
    clock: list[datetime]

    def text(self, path: str) -> str:
        """This function will return a page as text."""
        answer = self.visitor.get(path)
        assert answer.status_code == 200, path
        return " ".join(answer.content.decode().split())

    def queries(self, path: str) -> int:
        """This function will count what a page asks the database."""
        with CaptureQueriesContext(connection) as asked:
            assert self.visitor.get(path).status_code == 200, path
        return len(asked)

    def publish(self) -> None:
        """This function will let two classes wish, allocate and publish."""
        world = self.ground.world
        self.ground.wish(world.viewer("teacher"), self.round_id, ["woodwork", "stars"])
        self.ground.wish(world.viewer("colleague"), self.round_id, ["woodwork", "stars"])
        self.ground.close(self.round_id)
        self.ground.allocate(self.round_id)
        self.clock[0] = self.ground.publish(self.round_id) + timedelta(minutes=1)


@pytest.fixture
def site(
    world: World,
    now: datetime,
    browse: Callable[[Viewer | None], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> Site:
    clock = [now]
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])
    ground = lay_ground(world, now)
    with acting_as(roles.OWNER):
        DistrictState.objects.create(
            district_id=world.organization("district").pk, state="in_force", changed_at=now
        )
    return Site(ground, browse(None), ground.opened(), clock)


def _program_id(title: str) -> int:
    with acting_as(roles.OWNER):
        return Program.objects.get(title=title).pk


def test_home_shows_what_takes_wishes_now(site: Site) -> None:
    page = site.text("/")
    assert "2개 구 가운데 1개 구가 약속을 이행하고 있습니다" in page
    assert "목공소에서 의자 만들기" in page
    assert "금요일 마감" in page
    assert "1학급 모집" in page
    site.clock[0] += timedelta(days=9)
    assert "지금 희망을 받는 프로그램이 없습니다." in site.text("/")


def test_wishes_are_not_counted_before_publication(site: Site) -> None:
    site.ground.wish(site.ground.world.viewer("teacher"), site.round_id, ["woodwork"])
    for path in ("/districts/99110/", f"/rounds/{site.round_id}/"):
        page = site.text(path)
        assert "배정 전" in page
        assert "가온초등학교 5학년" not in page
    assert site.visitor.get(f"/rounds/{site.round_id}/bundle.json").status_code == 404
    assert "12월 19일(금) 10:00까지 희망을 받습니다" in site.text(f"/rounds/{site.round_id}/")


def test_the_district_shows_the_thread(site: Site) -> None:
    site.publish()
    page = site.text("/districts/99110/")
    assert "한빛구는 2025. 9. 27. (토)에 한 약속을 이행하고 있습니다" in page
    row = page.split("목공소에서 의자 만들기</a>")[1].split("</tr>")[0]
    cells = [cell.split("<")[0] for cell in row.split('class="is-number">')[1:]]
    assert cells == ["1", "2", "2", "1"]
    assert "이웃 구의 숲길 걷기" not in page


def test_the_round_shows_figures_digest_and_seed(site: Site) -> None:
    site.publish()
    page = site.text(f"/rounds/{site.round_id}/")
    assert "희망을 낸 2학급 가운데 2학급이 자리를 받았습니다" in page
    assert "3 11 15 29 35 44 +10" in page
    answer = site.visitor.get(f"/rounds/{site.round_id}/bundle.json")
    bundle = Bundle.from_text(answer.content.decode())
    assert fair_allocation.verify_bundle(bundle).ok
    assert bundle.instance.digest in page
    assert "가온" not in json.dumps(json.loads(answer.content), ensure_ascii=False)
    assert f"/rounds/{site.round_id}/" in site.text("/verify/")


def test_the_program_leads_to_its_agreement_and_round(site: Site) -> None:
    page = site.text(f"/programs/{_program_id('별 보러 가는 천문대')}/")
    agreement = site.ground.pillar.agreement_id
    assert f'href="/agreements/{agreement}/"' in page
    assert f'href="/rounds/{site.round_id}/"' in page
    text = site.text(f"/agreements/{agreement}/")
    assert "마을의 배움터를 함께 엽니다." in text
    assert "별 보러 가는 천문대" in text
    assert site.visitor.get(f"/agreements/{agreement}/text/").content == b"{}"


def test_the_state_list_is_a_csv(site: Site) -> None:
    answer = site.visitor.get("/data/agreement-states.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert lines[0].startswith("자치구 코드,자치구,")
    assert "99110,한빛구,District,이행 중,2025-12-11,물빛교육지원청" in lines
    assert "99120,솔샘구,Other District,준비 중,,들꽃교육지원청" in lines


def test_search_finds_districts_agreements_programs_news_and_schools(site: Site) -> None:
    with acting_as(roles.OWNER):
        NewsItem.objects.create(
            title="한빛구에서 마을 잔치",
            original_body="글",
            body="글",
            item_date=date(2025, 12, 1),
            published_at=site.clock[0],
        )
        DistrictAlias.objects.create(
            district_id=site.ground.world.organization("district").pk, name="한빛교육협력특구"
        )
    with acting_as(roles.JOBS):
        rebuild_index()
    page = site.text("/search/?q=한빛구에서는")
    assert 'href="/districts/99110/"' in page
    assert "마을 잔치" in page
    assert "한빛교육협력특구 협약" in site.text("/search/?q=협력 특구")
    assert 'href="/districts/99110/"' in site.text("/search/?q=교육협력특구")
    assert "가온초등학교" in site.text("/search/?q=가온 초등")
    assert "맞는 것이 없습니다" in site.text("/search/?q=없는말쓰기")


def test_an_unpublished_program_is_nowhere(site: Site) -> None:
    with acting_as(roles.OWNER):
        draft = Program.objects.get(title="별 보러 가는 천문대")
        draft.pk, draft.title, draft.state, draft.published_at = None, "비밀 초안", "draft", None
        draft.save()
    with acting_as(roles.JOBS):
        rebuild_index()
    assert site.visitor.get(f"/programs/{draft.pk}/").status_code == 404
    for path in ("/programs/", "/", "/districts/99110/", "/search/?q=비밀 초안"):
        assert "비밀 초안</a>" not in site.text(path)


def _grow(site: Site, count: int) -> None:
    ground = site.ground
    with acting_as(roles.OWNER):
        district = ground.world.organization("district").district
        other = ground.world.organization("other_district").district
        DistrictAdjacency.objects.create(district=district, neighbour=other)
        for index in range(count):
            add_session(
                ground.world,
                ground.pillar,
                ground.now,
                title=f"새 프로그램 {index}",
                starts_at=ground.now + timedelta(days=60, hours=index),
            )
            school = Organization.objects.create(
                kind=OrganizationKind.SCHOOL, name=f"한빛새학교{index}"
            )
            School.objects.create(
                organization=school,
                district=district,
                standard_id=f"G{index}",
                level=SchoolLevel.MIDDLE,
                level_name="중학교",
                address="가람광역시",
            )
            DistrictAlias.objects.create(district=district, name=f"한빛특구{index}")
            NewsItem.objects.create(
                title=f"한빛 소식 {index}",
                original_body="글",
                body="글",
                item_date=date(2025, 12, 1),
                published_at=ground.now,
            )


def test_pages_ask_no_more_as_data_grows(site: Site) -> None:
    site.publish()
    program = _program_id("별 보러 가는 천문대")
    paths = (
        "/",
        "/about/",
        "/contact/",
        "/districts/",
        "/districts/99110/",
        "/agreements/",
        f"/agreements/{site.ground.pillar.agreement_id}/",
        "/programs/?district=99110",
        f"/programs/{program}/",
        "/rounds/",
        f"/rounds/{site.round_id}/",
        "/search/?q=한빛",
        "/verify/",
        "/data/agreement-states.csv",
        "/data/schools.csv",
    )
    with acting_as(roles.JOBS):
        rebuild_index()
    for path in paths:
        site.visitor.get(path)
    before = {path: site.queries(path) for path in paths}
    _grow(site, 12)
    with acting_as(roles.JOBS):
        rebuild_index()
    assert {path: site.queries(path) for path in paths} == before
    assert max(before.values()) <= 24
