"""The national school file: districts from addresses, faults by line and column."""

from __future__ import annotations

import csv
import io
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.organizations.errors import (
    SchoolColumnsMissing,
    SchoolFileEmpty,
    SchoolFileNotText,
    SchoolFileTooBig,
    SchoolFileUnreadable,
)
from hamkke.organizations.school_file import COLUMNS, SchoolFile, read_schools
from hamkke.organizations.school_rows import Fault

CITY = "서울특별시"
DISTRICTS = {"강남구", "금천구", "중구"}
SOUND = {
    "학교ID": "B000000001",
    "학교명": "가람초등학교",
    "학교급구분": "초등학교",
    "설립형태": "공립",
    "운영상태": "운영",
    "소재지지번주소": "서울특별시 금천구 시흥동 1",
    "소재지도로명주소": "서울특별시 금천구 금하로 1",
    "교육지원청명": "서울특별시남부교육지원청",
    "위도": "37.45",
    "경도": "126.9",
    "데이터기준일자": "2026-03-20",
}


def file_of(*changes: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(
        SOUND | {"학교ID": f"B{number:09}"} | change for number, change in enumerate(changes)
    )
    return text.getvalue().encode()


def read(data: bytes) -> SchoolFile:
    return read_schools(data, city=CITY, districts=DISTRICTS)


def faults(*changes: dict[str, str]) -> list[tuple[int, str, Fault]]:
    return [(each.line, each.column, each.fault) for each in read(file_of(*changes)).problems]


def test_all_schools_of_the_city_find_their_district(shared_folder: Path) -> None:
    data = (shared_folder / "data" / "seoul" / "schools.csv").read_bytes()
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    names = {row["자치구"] for row in table}
    result = read_schools(data, city=CITY, districts=names)
    assert len(result.rows) == 1313
    assert result.problems == ()
    assert {row.standard_id: row.district for row in result.rows} == {
        row["학교ID"]: row["자치구"] for row in table
    }
    assert len({row.office for row in result.rows}) == 11
    in_cp949 = data.decode("utf-8-sig").encode("cp949")
    assert read_schools(in_cp949, city=CITY, districts=names) == result


def test_one_row_is_read_whole() -> None:
    (row,) = read(file_of({})).rows
    assert (row.line, row.name, row.district, row.office) == (
        2,
        "가람초등학교",
        "금천구",
        "남부교육지원청",
    )
    assert (row.is_open, row.latitude, row.longitude) == (True, 37.45, 126.9)
    assert str(row.source_date) == "2026-03-20"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert read(file_of({}).decode().encode(encoding)).rows[0].name == "가람초등학교"


def test_decomposed_names_are_composed() -> None:
    data = unicodedata.normalize("NFD", file_of({}).decode()).encode()
    assert read(data).rows[0].district == "금천구"


def test_the_added_column_is_not_looked_at() -> None:
    data = file_of({"자치구": "강남구"}, columns=(*COLUMNS, "자치구"))
    assert read(data).rows[0].district == "금천구"


def test_the_lot_address_stands_in_for_the_road_address() -> None:
    row = read(file_of({"소재지도로명주소": ""})).rows[0]
    assert (row.district, row.address) == ("금천구", SOUND["소재지지번주소"])


@pytest.mark.parametrize(
    ("change", "column", "fault"),
    [
        ({"학교명": ""}, "학교명", Fault.EMPTY),
        ({"학교명": "가" * 1200}, "학교명", Fault.TOO_LONG),
        ({"학교명": "가\x00나"}, "학교명", Fault.CONTROL_CHARACTER),
        ({"학교ID": "B 1; drop"}, "학교ID", Fault.BAD_IDENTIFIER),
        ({"운영상태": "모름"}, "운영상태", Fault.UNKNOWN_STATUS),
        ({"위도": "남쪽"}, "위도", Fault.BAD_COORDINATE),
        ({"위도": "nan"}, "위도", Fault.BAD_COORDINATE),
        ({"위도": "126.9"}, "위도", Fault.OUT_OF_RANGE),
        ({"경도": "37.4"}, "경도", Fault.OUT_OF_RANGE),
        ({"데이터기준일자": "2026-02-30"}, "데이터기준일자", Fault.BAD_DATE),
        (
            {"소재지도로명주소": "서울특별시 없는구 1", "소재지지번주소": ""},
            "소재지도로명주소",
            Fault.NO_DISTRICT,
        ),
        ({"소재지도로명주소": "", "소재지지번주소": ""}, "소재지도로명주소", Fault.NO_DISTRICT),
        ({"소재지지번주소": "서울특별시 강남구 개포동 1"}, "소재지도로명주소", Fault.TWO_DISTRICTS),
    ],
)
def test_a_bad_row_is_named_by_line_and_column(
    change: dict[str, str], column: str, fault: Fault
) -> None:
    assert faults({}, change) == [(3, column, fault)]


def test_all_faults_of_a_row_are_told() -> None:
    assert {fault for _, _, fault in faults({"학교명": "", "위도": "x", "운영상태": ""})} == {
        Fault.EMPTY,
        Fault.BAD_COORDINATE,
        Fault.UNKNOWN_STATUS,
    }


def test_a_second_row_with_one_identifier_names_the_first() -> None:
    (problem,) = read(file_of({"학교ID": "B1"}, {}, {"학교ID": "B1"})).problems
    assert (problem.line, problem.fault, problem.detail) == (4, Fault.LISTED_TWICE, "2")
    assert "2번째 줄" in problem.reason


def test_lines_are_those_of_the_file() -> None:
    assert faults({"설립형태": "공\n립"}, {"학교명": ""})[-1][0] == 4


def test_closed_schools_are_kept_as_closed() -> None:
    assert [
        row.is_open for row in read(file_of({"운영상태": "폐교"}, {"운영상태": "휴교"})).rows
    ] == [False, False]


def test_formulas_are_kept_as_text() -> None:
    assert read(file_of({"학교명": "=cmd|' /C calc'!A0"})).rows[0].name == "=cmd|' /C calc'!A0"


def test_schools_of_other_cities_are_counted_and_left_out() -> None:
    busan = {
        "소재지도로명주소": "부산광역시 중구 대청로 1",
        "소재지지번주소": "",
        "교육지원청명": "부산광역시서부교육지원청",
    }
    result = read(file_of({}, busan))
    assert (len(result.rows), result.elsewhere, result.problems) == (1, 1, ())


def test_a_row_with_too_many_cells() -> None:
    data = file_of({}) + b"a,b\r\n"
    assert [(each.line, each.fault) for each in read(data).problems] == [(3, Fault.COLUMN_COUNT)]


def test_an_open_quote_ends_the_reading_with_its_line() -> None:
    data = file_of({}) + b'B2,"open\r\nB3,x\r\n'
    assert [(each.line, each.fault) for each in read(data).problems] == [(3, Fault.BROKEN_QUOTES)]


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", SchoolFileEmpty),
        (file_of(), SchoolFileEmpty),
        (b"\xff\x00\xff" * 9, SchoolFileNotText),
        (b"a,b\n1,2\n", SchoolColumnsMissing),
        (b"<html><body>no table</body></html>", SchoolColumnsMissing),
        (b"a" * 50_000_001, SchoolFileTooBig),
    ],
)
def test_a_file_that_is_no_table_is_refused(
    data: bytes, refusal: type[SchoolFileUnreadable]
) -> None:
    with pytest.raises(refusal) as refused:
        read(data)
    assert refused.value.message


def test_missing_columns_are_named() -> None:
    with pytest.raises(SchoolColumnsMissing) as refused:
        read(file_of({}, columns=tuple(name for name in COLUMNS if name != "위도")))
    assert "위도" in refused.value.message


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_refusal(data: bytes) -> None:
    for prefix in (b"", file_of({})):
        try:
            result = read(prefix + data)
        except SchoolFileUnreadable as refusal:
            assert refusal.message  # noqa: PT017 - either outcome is right
        else:
            assert all(problem.reason for problem in result.problems)
