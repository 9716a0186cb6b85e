"""The ticker: 97 stations of the seed, and pages that list fewer, other or no rows."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.weather.errors import TickerTooLong
from hamkke.weather.stations import by_name, standard_stations
from hamkke.weather.ticker import CONDITIONS, Naming, Problem, TickerRow, parse_ticker


def only(text: str) -> TickerRow:
    (row,) = parse_ticker(text)
    return row


def stations_of(*lines: str) -> list[int | None]:
    return [row.station.number if row.station else None for row in parse_ticker("\n".join(lines))]


def test_the_seed_gives_the_97_known_rows(seed_page: bytes, shared_folder: Path) -> None:
    path = shared_folder / "data" / "weather" / "seed_ticker_parsed.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        expected = list(csv.DictReader(file))
    rows = [
        {
            "row": str(row.row),
            "raw_condition": row.condition,
            "raw_name": row.raw_name,
            "temp_c": str(row.temperature),
            "station_id": str(row.station and row.station.number),
            "station_name": str(row.station and row.station.name),
            "lat": str(row.station and row.station.latitude),
            "lon": str(row.station and row.station.longitude),
            "name_status": str(row.naming),
        }
        for row in parse_ticker(seed_page.decode())
    ]
    assert len(rows) == 97
    assert rows == expected


def test_the_reference_table_is_the_network_in_ascending_order(shared_folder: Path) -> None:
    path = shared_folder / "data" / "weather" / "asos_stations.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        expected = [
            (int(row[0]), row[1], Decimal(row[2]), Decimal(row[3])) for row in csv.reader(file)
        ]
    stations = standard_stations()
    assert [
        (each.number, each.name, each.latitude, each.longitude) for each in stations
    ] == expected
    assert len({each.name for each in stations}) == 97


@pytest.mark.parametrize(
    "line",
    [
        "맑음서울2.6℃",
        "  • 맑음서울2.6℃",
        "맑음서울 2.6℃",
        "맑음 서울 2.6 ℃",
        "• 맑음서울 2.6°C",
        "\xa0맑음\xa0서울2.6℃",
    ],
)
def test_a_row_is_read_however_it_is_spaced(line: str) -> None:
    row = only(line)
    assert (row.condition, row.temperature, row.naming) == ("맑음", Decimal("2.6"), Naming.EXACT)
    assert row.station == by_name()["서울"]


def test_names_count_whole() -> None:
    assert only("비북강릉6.2℃").condition == "비"
    assert stations_of("맑음고창6.1℃", "맑음고창군6.1℃") == [172, 251]
    assert only("구름많음강릉7.3℃").condition == "구름많음"
    assert only("맑음서울역2.6℃").problem is Problem.UNKNOWN_NAME


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_is_known(condition: str) -> None:
    assert only(f"{condition}서울-12.3℃").condition == condition


@pytest.mark.parametrize("minus", ["-", "−", "–"])
def test_temperatures_below_zero(minus: str) -> None:
    assert only(f"눈백령도{minus}0.3℃").temperature == Decimal("-0.3")


def test_a_row_without_condition_is_read_if_its_name_is_known() -> None:
    row = only("서울2.6℃")
    assert (row.condition, row.station) == ("", by_name()["서울"])


def test_nameless_rows_are_named_only_where_the_order_leaves_one_way() -> None:
    assert stations_of("맑음속초1.0℃", "맑음2.0℃", "맑음철원3.0℃") == [90, 93, 95]
    assert stations_of("맑음속초1.0℃", "맑음2.0℃", "맑음3.0℃", "맑음동두천3.0℃") == [90, 93, 95, 98]
    # Two stations lie between, one row stands there: either could be meant.
    assert stations_of("맑음속초1.0℃", "맑음2.0℃", "맑음동두천3.0℃") == [90, None, 98]
    assert stations_of("맑음2.0℃", "맑음북춘천3.0℃") == [90, 93]
    assert stations_of("맑음남해2.0℃", "맑음3.0℃") == [295, 296]
    assert stations_of("맑음거제2.0℃", "맑음3.0℃") == [294, None]


def test_nothing_is_inferred_in_another_order_or_beside_an_unknown_name() -> None:
    assert stations_of("맑음철원1.0℃", "맑음2.0℃", "맑음속초3.0℃") == [95, None, 90]
    assert stations_of("맑음속초1.0℃", "맑음2.0℃", "맑음몰라3.0℃", "맑음동두천3.0℃") == [
        90,
        None,
        None,
        98,
    ]
    assert stations_of(*["맑음1.0℃"] * 97) == [None] * 97


def test_two_values_for_a_station_leave_both_open() -> None:
    rows = parse_ticker("맑음서울2.6℃\n맑음서울3.6℃")
    assert [row.problem for row in rows] == [Problem.LISTED_TWICE] * 2
    assert stations_of("맑음서울2.6℃", "맑음서울2.6℃") == [108, None]


def test_an_impossible_temperature_is_reported() -> None:
    assert only("맑음서울126.0℃").problem is Problem.IMPOSSIBLE_TEMPERATURE


@pytest.mark.parametrize(
    "text", ["", "기사만 있는 페이지다.\n기온이 2.6℃였다.", "오늘 낮 기온은 2.6℃", "2.6℃"]
)
def test_no_ticker_gives_no_rows(text: str) -> None:
    assert parse_ticker(text) == ()


def test_an_endless_ticker_is_refused() -> None:
    with pytest.raises(TickerTooLong) as refused:
        parse_ticker("맑음서울2.6℃\n" * 1001)
    assert "1001줄" in refused.value.message


@given(st.text(alphabet="맑음비구름서울북강릉 .-0123℃•\n\xa0", max_size=120))
def test_any_text_gives_rows_that_are_named_or_say_why(text: str) -> None:
    rows = parse_ticker(text)
    named = [row.station for row in rows if row.station]
    assert len(named) == len(set(named))
    for row in rows:
        assert (row.station is None) == (row.problem is not None)
