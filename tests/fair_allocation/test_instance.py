from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given

from fair_allocation import Applicant, Instance, Session, errors
from tests.fair_allocation.strategies import instances


def file(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "format": "hamkke-allocation-instance/1",
        "applicants": [{"id": "a", "wishes": ["S"]}],
        "sessions": [{"id": "S", "capacity": 2}],
    }
    return whole | changes


def test_defaults_are_those_of_the_format() -> None:
    instance = Instance.from_json(file())
    assert instance.applicants == (Applicant("a", ("S",), 1, 0, 0, None),)
    assert instance.sessions == (Session("S", 2, 0, None, None, None, 0),)


@given(instances())
def test_what_is_written_is_read_back(instance: Instance) -> None:
    again = Instance.from_text(json.dumps(instance.to_json()))
    assert again == instance
    assert again.digest == instance.digest


def test_the_digest_is_of_the_canonical_text() -> None:
    canonical = (
        '{"applicants":[{"district":null,"id":"가","need_tier":0,"past_losses":0,"quota":1,'
        '"wishes":["S"]}],"format":"hamkke-allocation-instance/1","sessions":[{"capacity":2,'
        '"district":null,"id":"S","minimum":0,"program":null,"reserve":0,"slot":null}]}'
    )
    instance = Instance([Applicant("가", ("S",))], [Session("S", 2)])
    assert instance.canonical_bytes.decode() == canonical
    assert instance.digest == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_digest_changes_with_every_field() -> None:
    sessions = [Session("S", 2), Session("T", 2)]
    plain = Instance([Applicant("a", ("S", "T"))], sessions)
    others = [
        Instance([Applicant("b", ("S", "T"))], sessions),
        Instance([Applicant("a", ("T", "S"))], sessions),
        Instance([Applicant("a", ("S", "T"), quota=2)], sessions),
        Instance([Applicant("a", ("S", "T"), need_tier=1)], sessions),
        Instance([Applicant("a", ("S", "T"), past_losses=1)], sessions),
        Instance([Applicant("a", ("S", "T"), district="1")], sessions),
        *(
            Instance(plain.applicants, [changed, sessions[1]])
            for changed in (
                Session("S", 3),
                Session("S", 2, minimum=1),
                Session("S", 2, slot="1"),
                Session("S", 2, program="1"),
                Session("S", 2, district="1"),
                Session("S", 2, district="1", reserve=1),
            )
        ),
    ]
    assert len({plain.digest, *(other.digest for other in others)}) == len(others) + 1


@pytest.mark.parametrize(
    ("applicants", "sessions", "expected", "sentence"),
    [
        ([], [Session("17", -3)], errors.NumberOutOfRange, "session 17 has capacity -3"),
        ([], [Session("17", 2**31)], errors.NumberOutOfRange, "session 17 has capacity 2147483648"),
        ([], [Session("S", 2, minimum=-1)], errors.NumberOutOfRange, "session S has minimum -1"),
        ([], [Session("S", 2, reserve=-1)], errors.NumberOutOfRange, "session S has reserve -1"),
        ([Applicant("a", quota=-1)], [], errors.NumberOutOfRange, "applicant a has quota -1"),
        (
            [Applicant("a", need_tier=-1)],
            [],
            errors.NumberOutOfRange,
            "applicant a has need_tier -1",
        ),
        (
            [Applicant("a", past_losses=-1)],
            [],
            errors.NumberOutOfRange,
            "applicant a has past_losses -1",
        ),
        ([Applicant("a"), Applicant("a")], [], errors.DuplicateApplicant, "a is listed twice"),
        ([], [Session("S", 1), Session("S", 2)], errors.DuplicateSession, "S is listed twice"),
        ([Applicant("a", ("X",))], [], errors.UnknownWish, "session X, which does not exist"),
        (
            [Applicant("a", ("S", "S"))],
            [Session("S", 1)],
            errors.DuplicateWish,
            "applicant a wishes for session S twice",
        ),
        ([], [Session("S", 1, minimum=2)], errors.MinimumAboveCapacity, "minimum 2 above"),
        (
            [],
            [Session("S", 1, district="1", reserve=2)],
            errors.ReserveAboveCapacity,
            "reserve 2 above",
        ),
        ([], [Session("S", 1, reserve=1)], errors.ReserveWithoutDistrict, "but no district"),
        ([Applicant("")], [], errors.InvalidField, "at least one character"),
        ([Applicant("a\ud800")], [], errors.InvalidField, "whole characters"),
        ([], [Session("S", 1, slot="")], errors.InvalidField, "at least one character"),
    ],
)
def test_refuses_with_the_data(
    applicants: list[Applicant],
    sessions: list[Session],
    expected: type[errors.InvalidInstance],
    sentence: str,
) -> None:
    with pytest.raises(expected) as refused:
        Instance(applicants, sessions)
    assert sentence in str(refused.value)
    assert isinstance(refused.value, errors.InvalidInstance)


@pytest.mark.parametrize(
    ("value", "expected", "sentence"),
    [
        ([], errors.WrongFormat, "hamkke-allocation-instance/1"),
        ({}, errors.WrongFormat, "the format is null"),
        (file(format="other/1"), errors.WrongFormat, '"other/1"'),
        (file(extra=1), errors.UnknownField, 'instance has an unknown field "extra"'),
        (file(applicants={}), errors.InvalidField, "a list"),
        (file(applicants=["a"]), errors.InvalidField, "applicants[0]"),
        (file(applicants=[{"wishes": []}]), errors.MissingField, 'applicants[0] has no field "id"'),
        (
            file(applicants=[{"id": 1, "wishes": []}]),
            errors.InvalidField,
            '"id" must be a text, not 1',
        ),
        (file(applicants=[{"id": "a", "wishes": "S"}]), errors.InvalidField, "a list"),
        (file(applicants=[{"id": "a", "wishes": [None]}]), errors.InvalidField, "a text, not null"),
        (file(applicants=[{"id": "a", "wishes": [], "quota": None}]), errors.InvalidField, "quota"),
        (file(applicants=[{"id": "a", "wishes": [], "quota": True}]), errors.InvalidField, "true"),
        (
            file(applicants=[{"id": "a", "wishes": [], "past_loss": 1}]),
            errors.UnknownField,
            "past_loss",
        ),
        (file(sessions=[{"id": "S"}]), errors.MissingField, 'sessions[0] has no field "capacity"'),
        (
            file(sessions=[{"id": "S", "capacity": 2.0}]),
            errors.InvalidField,
            "whole number, not 2.0",
        ),
        (file(sessions=[{"id": "S", "capacity": "2"}]), errors.InvalidField, 'not "2"'),
    ],
)
def test_refuses_a_file_with_the_place_of_the_fault(
    value: object, expected: type[errors.InvalidInstance], sentence: str
) -> None:
    with pytest.raises(expected) as refused:
        Instance.from_json(value)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"not json",
        b"\xff\xfe",
        "한글".encode("cp949"),
        b'{"format": NaN}',
        b'{"format": 1, "format": 2}',
        b"[" * 200_000,
        b'{"n": ' + b"9" * 5000 + b"}",
    ],
    ids=["empty", "text", "binary", "cp949", "nan", "twice", "deep", "long number"],
)
def test_refuses_what_is_not_strict_json(text: bytes) -> None:
    with pytest.raises(errors.InvalidJson):
        Instance.from_text(text)


def test_reads_a_file_with_a_byte_order_mark() -> None:
    assert Instance.from_text(b"\xef\xbb\xbf" + json.dumps(file()).encode()).sessions


def test_a_long_value_is_quoted_short() -> None:
    with pytest.raises(errors.InvalidField) as refused:
        Instance.from_json(file(applicants=[{"id": ["x" * 10_000], "wishes": []}]))
    assert len(refused.value.found) == 80
