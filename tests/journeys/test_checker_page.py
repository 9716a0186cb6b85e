"""The checker page in a real browser: from a file, without any network, at a district's size."""

from __future__ import annotations

import copy
import json
import random
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from fair_allocation import (
    DEFERRED_ACCEPTANCE,
    MECHANISMS,
    Bundle,
    Instance,
    Session,
    allocate,
    lottery_key,
)
from tests.fair_allocation.test_compiled import market
from tests.fair_allocation.test_corruptions import EDITS, kinds_of
from tests.journeys.conftest import PHONE, overflow, violations

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.journey

PAGE = resources.files("fair_allocation") / "page" / "checker.html"
PROVED_BY_PRICES = {
    *("PriceWrong", "PlacesWrong", "BetterElsewhere", "WorseThanNothing", "NotUnique"),
    *("CertificateDiffers", "CertificateUnreadable"),
}
SIGNS = ["가", "a", "\U00010348", "￦", '"', "\\", "\n", "\x7f", "\u2028"]


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """English, without the site: the page needs no server."""
    return {"locale": "en-GB"}


@pytest.fixture
def checker(page: Page) -> Page:
    """The page, opened from its file; a request to anywhere would fail the test."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"file://{PAGE}")
    assert asked == [f"file://{PAGE}"]
    return page


def bundle_of(instance: Instance, mechanism: str = DEFERRED_ACCEPTANCE) -> Bundle:
    return Bundle.of(instance, allocate(instance, mechanism=mechanism, seed="동행 1193"))


def kinds_in_page(page: Page, text: str) -> set[str]:
    found: list[str] = page.evaluate(
        "text => { const r = checkText(text);"
        " return r.refused ? [r.refused.kind] : r.found.map(([kind]) => kind); }",
        text,
    )
    return set(found)


def crowded() -> Instance:
    base = market(5, applicants=120, sessions=4)
    lonely = [Session(f"lonely {n}", 5, minimum=2) for n in range(3)]
    return Instance(base.applicants, [*base.sessions, *lonely])


def test_it_checks_a_bundle_of_a_district_in_the_browser(checker: Page, tmp_path: Path) -> None:
    bundle = bundle_of(market(1, applicants=2000, sessions=200))
    for compact in (False, True):
        path = tmp_path / f"bundle {compact}.json"
        path.write_bytes(bundle.to_bytes(compact=compact))
        checker.set_input_files("#file", path)
        checker.get_by_text("Nothing wrong was found.").wait_for()
        assert bundle.digest in checker.locator("#facts").inner_text()
    some = bundle.instance.applicants[7]
    checker.fill("#applicant", some.id)
    assert lottery_key("동행 1193", some.id) in checker.locator("#own").inner_text()
    assert checker.locator("#own tbody tr").count() == len(some.wishes)
    checker.fill("#published", "0" * 64)
    checker.get_by_text("1 thing is wrong").wait_for()
    checker.click("#language")
    checker.get_by_text("틀린 곳이 1개 있습니다").wait_for()
    checker.set_viewport_size(PHONE)
    assert violations(checker) == []
    assert overflow(checker) == 0


@pytest.mark.parametrize("mechanism", MECHANISMS)
def test_it_finds_what_the_library_finds(checker: Page, mechanism: str) -> None:
    chance = random.Random(mechanism)
    true = bundle_of(crowded(), mechanism)
    assert kinds_in_page(checker, true.to_bytes().decode()) == set()
    for edit in EDITS:
        changed: dict[str, Any] = copy.deepcopy(true.to_json())
        edit(changed, chance)
        expected = kinds_of(changed) - {"UnknownMechanism"}
        found = kinds_in_page(checker, json.dumps(changed))
        if mechanism in {"first-come-first-served", "lexicographic-optimum"}:
            expected -= {"NotReproduced", "CancellationsDiffer"}  # it is not run again there
        if mechanism == "lexicographic-optimum":
            expected -= PROVED_BY_PRICES  # the page says that it does not read them
        if expected & {"NumberOutOfRange", "InvalidField"}:
            expected = found & {"NumberOutOfRange", "InvalidField"}
        assert expected <= found, edit.__name__


def test_its_digest_and_order_are_those_of_any_text(checker: Page) -> None:
    chance = random.Random("texts")
    ids = sorted({"".join(chance.choices(SIGNS, k=3)) for _ in range(60)})
    applicants = [{"id": name, "wishes": chance.sample(ids, 3)} for name in ids]
    value = {
        "format": "hamkke-allocation-instance/1",
        "applicants": applicants,
        "sessions": [{"id": name, "capacity": 1, "slot": name} for name in ids],
    }
    bundle = bundle_of(Instance.from_json(value))
    for compact in (False, True):
        assert kinds_in_page(checker, bundle.to_bytes(compact=compact).decode()) == set()
