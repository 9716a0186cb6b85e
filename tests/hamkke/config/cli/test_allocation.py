"""`./hamkke allocation run | verify | explain`, with no database."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from fair_allocation import Instance, Reason, Violation, errors, reasons
from hamkke.config.cli import allocation_sentences as sentences
from hamkke.config.cli.allocation import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

INSTANCE: dict[str, Any] = {
    "format": "hamkke-allocation-instance/1",
    "applicants": [
        {"id": "가", "wishes": ["새", "숲"]},
        {"id": "나", "wishes": ["새"], "need_tier": 1},
        {"id": "다", "wishes": ["새", "별"], "quota": 2},
    ],
    "sessions": [
        {"id": "새", "capacity": 1},
        {"id": "숲", "capacity": 2, "minimum": 1},
        {"id": "별", "capacity": 3, "minimum": 2},
    ],
}


def call(*words: object) -> Result:
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    source, target = tmp_path / "instance.json", tmp_path / "bundle.json"
    source.write_text(json.dumps(INSTANCE))
    result = call("run", source, "--seed", "1193", "-o", target)
    assert result.exit_code == 0, result.output
    assert Instance.from_json(INSTANCE).digest in result.output
    return target


def test_run_writes_a_bundle_that_verify_accepts(bundle: Path) -> None:
    value = json.loads(bundle.read_text())
    assert value["allocation"] == {"가": ["숲"], "나": ["새"], "다": []}
    assert value["cancelled"] == ["별"]
    assert value["mechanism"] == "deferred-acceptance"
    result = call("verify", bundle)
    assert result.exit_code == 0
    assert "틀린 곳이 없습니다" in result.output


def test_run_takes_another_mechanism(tmp_path: Path, bundle: Path) -> None:
    source, target = tmp_path / "instance.json", tmp_path / "other.json"
    words = ("--mechanism", "serial-dictatorship", "--seed", "1193")
    assert call("run", source, *words, "-o", target).exit_code == 0
    assert json.loads(target.read_text())["mechanism"] == "serial-dictatorship"
    assert call("verify", target).exit_code == 0


def test_run_twice_writes_the_same_bytes(tmp_path: Path, bundle: Path) -> None:
    again = tmp_path / "again.json"
    call("run", tmp_path / "instance.json", "--seed", "1193", "-o", again)
    assert again.read_bytes() == bundle.read_bytes()


def test_verify_names_each_violation_and_fails(bundle: Path) -> None:
    value = json.loads(bundle.read_text())
    value["allocation"] |= {"가": ["새"], "다": ["없음"]}
    bundle.write_text(json.dumps(value))
    result = call("verify", bundle)
    assert result.exit_code == 1
    assert (
        "OverCapacity: '새' 일정은 정원 1자리보다 많은 2자리를 나누어 주었습니다." in result.output
    )
    assert "SessionUnknown: '다' 신청자가 받은 '없음' 일정이 입력 자료에 없습니다." in result.output
    assert "NotReproduced: 다시 계산하면 '가' 신청자의 결과가 다릅니다" in result.output
    assert "BelowMinimum: '숲' 일정은 최소 1자리인데" in result.output
    assert "이 결과를 발표하면 안 됩니다." in result.output


def test_verify_says_that_the_input_was_changed(bundle: Path) -> None:
    value = json.loads(bundle.read_text())
    value["instance"]["applicants"][1]["past_losses"] = 1
    bundle.write_text(json.dumps(value))
    result = call("verify", bundle)
    assert result.exit_code == 1
    assert "DigestDiffers: 입력 자료가 잠근 것과 다릅니다" in result.output


def test_explain_gives_a_sentence_for_each_wish(bundle: Path) -> None:
    result = call("explain", bundle, "가")
    assert result.exit_code == 0
    first, second = result.output.splitlines()
    assert first.startswith("1지망 '새': 자리가 찼습니다. 1자리에 희망 3건, 차례 ")
    assert "1번까지 배정되었습니다. 앞선 까닭: 배려 단계 1. 대기 " in first
    assert second == "2지망 '숲': 배정되었습니다. 2자리에 희망 1건, 차례 1번."
    cancelled = call("explain", bundle, "다").output.splitlines()[1]
    assert cancelled == "2지망 '별': 최소 2자리가 차지 않아 취소되었습니다. 희망은 1건이었습니다."


def test_explain_refuses_who_is_not_there(bundle: Path) -> None:
    result = call("explain", bundle, "라")
    assert result.exit_code == 1
    assert "'라' 신청자가 이 자료에 없습니다." in result.output


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "JSON 파일로 읽을 수 없습니다"),
        (b"\x00\xff", "JSON 파일로 읽을 수 없습니다"),
        (b"{}", '"hamkke-allocation-instance/1" 파일을 주세요'),
        (json.dumps(INSTANCE | {"sessions": []}).encode(), "희망한 '새' 일정이 목록에 없습니다"),
        (
            json.dumps(INSTANCE | {"sessions": [{"id": "\x1b[2J\ud800", "capacity": -3}]}).encode(),
            "바른 값",
        ),
        (
            json.dumps(INSTANCE | {"sessions": [{"id": "17\x1b[2J", "capacity": -3}]}).encode(),
            r"session '17\x1b[2J'의 capacity 값이 -3입니다",
        ),
    ],
    ids=["empty", "binary", "format", "unknown wish", "surrogate", "escape"],
)
def test_run_refuses_bad_input_in_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    source, target = tmp_path / "instance.json", tmp_path / "bundle.json"
    source.write_bytes(content)
    result = call("run", source, "--seed", "1", "-o", target)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "\x1b" not in result.output
    assert not target.exists()


def test_run_refuses_what_it_cannot_read_write_or_do(tmp_path: Path, bundle: Path) -> None:
    source = tmp_path / "instance.json"
    target = tmp_path / "x.json"
    missing = call("run", tmp_path / "missing.json", "--seed", "1", "-o", target)
    assert "읽을 수 없습니다" in missing.output
    folder = call("run", tmp_path, "--seed", "1", "-o", target)
    assert "읽을 수 없습니다" in folder.output
    nowhere = call("run", source, "--seed", "1", "-o", tmp_path / "no" / "x.json")
    assert "쓸 수 없습니다" in nowhere.output
    empty = call("run", source, "--seed", "", "-o", target)
    assert "난수 씨앗이 비어" in empty.output
    unknown = call("run", source, "--seed", "1", "--mechanism", "선착순", "-o", target)
    assert "'선착순' 방식은 없습니다. 쓸 수 있는 방식: deferred-acceptance" in unknown.output
    assert {r.exit_code for r in (missing, folder, nowhere, empty, unknown)} == {1}
    assert not target.exists()


def _leaves(base: type) -> list[type]:
    below: list[type] = base.__subclasses__()
    return [leaf for child in below for leaf in _leaves(child)] if below else [base]


@pytest.mark.parametrize(
    ("base", "known"),
    [
        (errors.AllocationError, sentences.ERROR_SENTENCES),
        (Violation, sentences.VIOLATION_SENTENCES),
        (Reason, sentences.REASON_SENTENCES),
    ],
)
def test_everything_the_library_says_has_a_sentence(base: type, known: dict[type, str]) -> None:
    assert set(_leaves(base)) == set(known)
    extra = {"reached": "", "ahead": ""} if base is Reason else {}
    for kind, sentence in known.items():
        sentence.format_map({f.name: "" for f in fields(kind)} | extra)


def test_ahead_lists_only_what_put_others_ahead() -> None:
    own = reasons.Standing(1, 0, 0, "ff")
    reason = reasons.ReservedPlaces(
        rank=1,
        session="새",
        turn=2,
        position=2,
        cutoff_position=None,
        waitlist_position=2,
        wished=9,
        contenders=9,
        capacity=3,
        given=3,
        ahead_by_turn=2,
        ahead_by_need=0,
        ahead_by_past_losses=0,
        ahead_by_lottery=0,
        reserved_behind=1,
        own=own,
        cutoff=None,
        district="금천구",
        reserve=1,
    )
    assert sentences.reason_sentence(reason) == (
        "자치구 우선 자리가 먼저 나갔습니다. 3자리 중 1자리는 '금천구' 우선이고, 차례 2번, "
        "남은 자리가 없었습니다. 앞선 까닭: 앞선 순번 2, 자치구 우선 자리 1. 대기 2번."
    )
