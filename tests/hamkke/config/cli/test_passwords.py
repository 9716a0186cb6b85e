"""`./hamkke import passwords`: a list of breached passwords becomes a file that is asked offline."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hamkke.accounts.breached import is_breached
from hamkke.config.cli.imports import app

WORD = "느티나무-아래-도서관-47"


def _run(tmp_path: Path, text: str) -> tuple[int, str]:
    source = tmp_path / "list.txt"
    source.write_text(text, "ascii")
    answer = CliRunner().invoke(app, ["passwords", str(source), "--data", str(tmp_path)])
    return answer.exit_code, answer.output + answer.stderr


def test_a_list_becomes_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HAMKKE_BREACHED_PASSWORDS", raising=False)
    digits = hashlib.sha1(WORD.encode(), usedforsecurity=False).hexdigest().upper()
    code, said = _run(tmp_path, f"{digits}:10\r\n{'F' * 40}:9\r\n")
    assert (code, "비밀번호 1개를 막습니다." in said) == (0, True)
    assert is_breached(WORD, tmp_path / "breached-passwords")
    code, said = _run(tmp_path, f"{digits}:10\n0:1\n")
    assert code == 1
    assert "2번째 줄이 SHA-1:횟수가 아니거나" in said
    assert is_breached(WORD, tmp_path / "breached-passwords")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["breached-passwords", "list.txt"]
