"""What set-up makes of the front-end packages, and how heavy a first visit is."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from hamkke.web import assets, typefaces
from hamkke.web.charts.seoul_map import MapPlace, draw_map
from hamkke.web.charts.states import State, group_by_state
from tests.hamkke.web.places import SEOUL

CHECKOUT = Path(__file__).resolve().parents[3]
NODE_MODULES = CHECKOUT / "node_modules"
OWN = Path(assets.__file__).parent / "static" / "web"
HTML_BUDGET, VISIT_BUDGET = 60_000, 400_000
RANGE = re.compile(r"fonts/([\w-]+)\.woff2.*?unicode-range:([^}]+)\}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("assets")
    assets.build(NODE_MODULES, out)
    return out / "web"


def zipped(text: str) -> int:
    return len(gzip.compress(text.encode()))


def codes(ranges: str) -> set[int]:
    found: set[int] = set()
    for part in ranges.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def faces(built: Path) -> dict[str, set[int]]:
    css = (built / "css" / "fonts.css").read_text("utf-8")
    return {name: codes(ranges) for name, ranges in RANGE.findall(css)}


def test_every_character_of_the_font_is_in_exactly_one_slice(built: Path) -> None:
    for weight in typefaces.WEIGHTS:
        slices = [found for name, found in faces(built).items() if name.endswith(f"-{weight}")]
        together = set().union(*slices)
        assert sum(map(len, slices)) == len(together)
        assert {ord(letter) for letter in "함께뷁가힣AZ09℃①"} <= together
        assert len(together) > 3_500


def test_every_slice_named_in_the_sheet_exists_and_holds_what_it_says(built: Path) -> None:
    named = faces(built)
    assert {path.stem for path in (built / "fonts").iterdir()} == set(named)
    from fontTools.ttLib import TTFont

    with TTFont(built / "fonts" / "s01-400.woff2") as font:
        assert set(font.getBestCmap()) == named["s01-400"]


def test_text_of_the_pages_needs_the_core_slice_only(built: Path) -> None:
    core = faces(built)["core-400"]
    for template in OWN.parents[1].glob("templates/**/*.html"):
        hangul = {ord(c) for c in template.read_text("utf-8") if "가" <= c <= "힣"}
        assert hangul <= core, template


def test_style_sheets_read_no_variable_that_is_not_defined(built: Path) -> None:
    sheets = [built / "css" / "krds.css", *sorted((OWN / "css").glob("*.css"))]
    css = "".join(sheet.read_text("utf-8") for sheet in sheets)
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= defined


def test_style_sheets_load_nothing_from_elsewhere(built: Path) -> None:
    for sheet in [*(built / "css").iterdir(), *(OWN / "css").iterdir()]:
        for address in re.findall(r'url\("?([^")]+)', sheet.read_text("utf-8")):
            place = built if sheet.is_relative_to(built) else OWN
            assert address.startswith("#") or (place / "css" / address).resolve().is_file(), address


def test_first_visit_stays_within_its_budget(built: Path) -> None:
    places = [
        MapPlace(code, name, name[:-1], State.SIGNING if number % 5 else State.IN_FORCE, "/x/")
        for number, (code, name) in enumerate(SEOUL)
    ]
    page = render_to_string("web/base.html", {}, RequestFactory().get("/")) + render_to_string(
        "web/components/seoul_map.html", {"map": draw_map(places)}
    )
    page += render_to_string("web/components/twin_list.html", {"groups": group_by_state(places)})
    assert zipped(page) < 12_000  # leaves four fifths of the budget to the page's own content
    static = sum(
        zipped(file.read_text("utf-8"))
        for file in [*(built / "css").iterdir(), *(OWN / "css").iterdir(), *(OWN / "js").iterdir()]
    )
    core = sum((built / "fonts" / f"core-{w}.woff2").stat().st_size for w in typefaces.WEIGHTS)
    rare = max(
        (built / "fonts" / f"{name}.woff2").stat().st_size
        for name in faces(built)
        if not name.startswith("core")
    )
    # Four slices of rare syllables: a headline and three names out of the ordinary.
    assert HTML_BUDGET + static + core + 4 * rare < VISIT_BUDGET


def test_missing_packages_are_named(tmp_path: Path) -> None:
    with pytest.raises(assets.PackagesMissingError, match="npm ci"):
        assets.build(tmp_path, tmp_path / "out")


def test_building_again_replaces_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typefaces, "build_fonts", lambda *_: None)
    old = tmp_path / "web" / "css" / "old.css"
    old.parent.mkdir(parents=True)
    old.write_text("x")
    assets.build(NODE_MODULES, tmp_path)
    assert not old.exists()
    assert (tmp_path / "web" / "css" / "krds.css").stat().st_size > 10_000


def test_ranges_are_written_short() -> None:
    assert typefaces.unicode_range([65, 66, 67, 0xAC00]) == "U+41-43,U+AC00"
