"""The hub's bytes: what is read, what is missing, what is refused whole."""

from __future__ import annotations

import contextlib
from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamkke.database.errors import Refusal
from hamkke.weather.errors import AnswerCutOff, AnswerRefused, AnswerUnreadable
from hamkke.weather.kma import SEOUL_TIME, read_alerts, read_surface
from tests.hamkke.weather.hub import (
    COLUMNS,
    NOT_SUBSCRIBED,
    SEOUL,
    alert,
    alerts,
    row,
    surface,
)

EIGHT = datetime(2025, 11, 13, 8, 0, tzinfo=SEOUL_TIME)


def test_the_hubs_own_sample() -> None:
    (seoul,) = read_surface(surface(SEOUL))
    assert (seoul.number, seoul.observed_at, seoul.condition) == (108, EIGHT, "흐림")
    assert (seoul.temperature, seoul.humidity) == (Decimal("8.1"), Decimal("81.0"))
    assert (seoul.wind_speed, seoul.rain) == (Decimal("2.6"), None)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"TA": "-9.0", "TD": "-12.1", "HM": "78.0"}, Decimal("-9.0")),
        ({"TA": "-9.0", "TD": "-9.0", "HM": "100.0"}, Decimal("-9.0")),
        ({"TA": "-9.0", "TD": "-11.0", "HM": "-9.0"}, Decimal("-9.0")),
        ({"TA": "-9.0", "TD": "-9.0", "HM": "-9.0"}, None),
        ({"TA": "-99.0", "TD": "-99.0", "HM": "-9.0"}, None),
        ({"TA": "-", "TD": "-", "HM": "-"}, None),
        ({"TA": "-9.1", "TD": "-9.0", "HM": "-9.0"}, Decimal("-9.1")),
    ],
)
def test_a_cold_morning_is_not_a_missing_thermometer(
    values: dict[str, str], expected: Decimal | None
) -> None:
    (found,) = read_surface(surface(row(**values)))
    assert found.temperature == expected


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"CA_TOT": "0"}, "맑음"),
        ({"CA_TOT": "5"}, "맑음"),
        ({"CA_TOT": "6"}, "구름많음"),
        ({"CA_TOT": "8"}, "구름많음"),
        ({"CA_TOT": "10"}, "흐림"),
        ({"CA_TOT": "-9"}, ""),
        ({"WC": "61"}, "비"),
        ({"WC": "71", "CA_TOT": "-9"}, "눈"),
        ({"WC": "2", "CA_TOT": "3"}, "맑음"),
    ],
)
def test_the_sky(values: dict[str, str], word: str) -> None:
    (found,) = read_surface(surface(row(**values)))
    assert found.condition == word


def test_rain_of_nothing_is_not_no_answer() -> None:
    (dry,) = read_surface(surface(row(RN="0.0")))
    assert dry.rain == 0


def test_an_answer_without_its_end_is_not_used() -> None:
    with pytest.raises(AnswerCutOff):
        read_surface(surface(SEOUL, end=""))
    with pytest.raises(AnswerCutOff):
        read_surface(surface(SEOUL)[:300])
    with pytest.raises(AnswerCutOff):
        read_alerts(alerts(alert(), end=""))
    with pytest.raises(AnswerCutOff):
        read_alerts(alerts(alert()[:40]))


def test_no_subscription_is_told_in_the_hubs_words() -> None:
    with pytest.raises(AnswerRefused) as refused:
        read_surface(NOT_SUBSCRIBED)
    assert "활용신청이 필요한 API" in refused.value.message


@pytest.mark.parametrize(
    "answer",
    [b"", b"<html>502</html>", "안녕".encode(), b"\xff\xfe\x00", surface("202511130800 108 5")],
)
def test_what_is_no_answer_is_refused_with_a_sentence(answer: bytes) -> None:
    with pytest.raises(AnswerUnreadable) as refused:
        read_surface(answer)
    assert "기상청 자료의 형식이 달라" in refused.value.message


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fall(noise: bytes) -> None:
    for read in (read_surface, read_alerts):
        with contextlib.suppress(Refusal):
            read(noise)


@given(
    st.integers(0, len(COLUMNS) - 1), st.text(alphabet="0123456789.-+eNa", min_size=1, max_size=8)
)
def test_no_field_makes_it_fall(place: int, value: str) -> None:
    with contextlib.suppress(Refusal):
        read_surface(surface(row(**{COLUMNS[place]: value})))


def test_alerts_in_the_words_of_the_hub() -> None:
    found = read_alerts(
        alerts(
            alert(),
            alert(kind="강풍", level="예비"),
            alert(command="변경해제"),
            alert(command="해제"),
        )
    )
    assert [(each.region_name, each.kind, each.level) for each in found] == [
        ("서울동남권", "한파", "주의"),
        ("서울동남권", "강풍", "예비"),
    ]
    assert found[0].parent_name == "서울특별시"
    assert read_alerts(alerts()) == ()
