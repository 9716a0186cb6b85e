"""`./hamkke import`: what it stores, says and answers."""

from __future__ import annotations

import contextlib
import csv
import io
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from hamkke.config.cli import imports
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.models import NewsItem, SourcePage
from hamkke.organizations.models import School
from hamkke.weather.models import Observation, ObservationSet
from tests.hamkke.news.samples import PAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from typer.testing import Result

    from tests.conftest import Committed

    type Run = Callable[..., Result]

COLUMNS = (
    "학교ID,학교명,학교급구분,설립형태,운영상태,소재지지번주소,소재지도로명주소,"
    "교육지원청명,위도,경도,데이터기준일자"
)


@pytest.fixture
def run(committed: Committed, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The commands, on the database of this test instead of one in a data folder."""
    here = SimpleNamespace(embedded=True)

    @contextlib.contextmanager
    def ready(_data: Path | None) -> Iterator[SimpleNamespace]:
        yield here

    monkeypatch.setattr(imports, "open_installation", ready)

    def invoke(*arguments: object, embedded: bool = True) -> Result:
        here.embedded = embedded
        return CliRunner().invoke(imports.app, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A saved page."""
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE)
    return path


def schools(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS.split(","))
    writer.writeheader()
    for number, row in enumerate(rows, 1):
        writer.writerow(
            {
                "학교ID": f"B{number}",
                "학교명": f"시험{number}초등학교",
                "학교급구분": "초등학교",
                "설립형태": "공립",
                "운영상태": "운영",
                "소재지도로명주소": "가람광역시 한빛구 한빛로 1",
                "교육지원청명": "물빛교육지원청",
                "위도": "37.5",
                "경도": "127.0",
                **row,
            }
        )
    return text.getvalue().encode()


def counts() -> tuple[int, int, int]:
    with acting_as(roles.OWNER):
        return SourcePage.objects.count(), NewsItem.objects.count(), ObservationSet.objects.count()


def test_a_page_gives_news_and_weather_and_twice_the_same(run: Run, saved: Path) -> None:
    first = run("page", saved, "--accept")
    assert first.exit_code == 0
    assert "한빛구, ‘푸른 마을’ 문 열어" in first.stdout
    assert "새로 넣었습니다(공개)" in first.stdout
    assert "확인 필요 1개" in first.stdout
    assert "마을.jpg" in first.stdout
    assert "지점 1곳, 알 수 없는 줄 0개" in first.stdout
    again = run("page", saved, "--accept")
    assert again.exit_code == 0
    assert "이미 있습니다" in again.stdout
    assert counts() == (1, 1, 1)


def test_the_seed_gives_97_stations(run: Run, shared_folder: Path) -> None:
    (path,) = (shared_folder / "seed").glob("*.txt")
    result = run("page", path, "--accept")
    assert "지점 97곳, 알 수 없는 줄 0개" in result.stdout
    for name in ("북춘천(93)", "서청주(181)", "세종(239)", "북부산(296)"):
        assert name in result.stdout
    with acting_as(roles.PUBLIC):
        assert Observation.objects.count() == 97
        assert "9월 27일(토) 금천구와의" in NewsItem.objects.get().body


@pytest.mark.parametrize(
    ("embedded", "option", "is_public"),
    [
        (True, (), True),
        (False, (), False),
        (False, ("--publish",), True),
        (True, ("--private",), False),
    ],
)
def test_pages_are_private_by_default_outside_a_data_folder(
    run: Run, saved: Path, *, embedded: bool, option: tuple[str, ...], is_public: bool
) -> None:
    assert run("page", saved, *option, embedded=embedded).exit_code == 0
    with acting_as(roles.PUBLIC):
        assert NewsItem.objects.exists() == is_public


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "파일이 비어 있습니다"),
        (b"%PDF-1.7", "글로 된 페이지가 아닙니다(PDF)"),
        ("기사도 날씨도 없다.".encode(), "기사도 날씨도 찾지 못했습니다"),
        (b"\xff\xff\xff" * 9, "글자를 읽지 못했습니다"),
    ],
)
def test_what_is_no_page_ends_in_a_sentence(
    run: Run, tmp_path: Path, content: bytes, sentence: str
) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    result = run("page", path)
    assert result.exit_code == 1
    assert sentence in result.stderr
    assert counts() == (0, 0, 0)


def test_fifty_megabytes_are_refused_before_they_are_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    assert "파일이 너무 큽니다(50 MB)" in run("page", path).stderr


def test_files_that_are_not_there(run: Run, tmp_path: Path) -> None:
    for command in ("page", "schools"):
        assert "파일이 없습니다" in run(command, tmp_path / "none").stderr
        assert "폴더입니다" in run(command, tmp_path).stderr


@pytest.mark.parametrize(
    "option",
    [("--licence", "mine"), ("--url", "javascript:alert(1)"), ("--source", "가" * 121)],
)
def test_bad_options_end_in_a_sentence(run: Run, saved: Path, option: tuple[str, str]) -> None:
    result = run("page", saved, *option)
    assert result.exit_code == 1
    assert option[0] in result.stderr
    assert counts() == (0, 0, 0)


def test_a_page_without_a_date_keeps_its_article_and_says_why_no_weather(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE.replace("2025.12.11 (목)".encode(), b""))
    result = run("page", path)
    assert result.exit_code == 0
    assert "날짜를 알 수 없어" in result.stderr
    assert counts() == (1, 1, 0)


def test_schools_come_in_and_a_second_time_change_nothing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(schools({}, {}))
    dry = run("schools", path, "--dry-run")
    assert "새로 2곳, 바뀜 0곳, 그대로 0곳" in dry.stdout
    assert "시험 실행이라 넣지 않았습니다." in dry.stdout
    real = run("schools", path)
    assert real.stdout.splitlines()[:-1] == dry.stdout.splitlines()[:-1]
    assert "새로 0곳, 바뀜 0곳, 그대로 2곳" in run("schools", path).stdout
    with acting_as(roles.PUBLIC):
        assert School.objects.filter(standard_id__startswith="B").count() == 2


@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_one_bad_row_keeps_all_out_and_is_named(
    run: Run, tmp_path: Path, option: tuple[str, ...]
) -> None:
    path = tmp_path / "schools.csv"
    path.write_bytes(schools({}, {"위도": "북쪽"}))
    result = run("schools", path, *option)
    assert result.exit_code == 1
    assert "3번째 줄 [위도]: 숫자가 아닙니다: 북쪽" in result.stderr
    assert "한 곳도 넣지 않았습니다" in result.stderr
    with acting_as(roles.PUBLIC):
        assert not School.objects.filter(standard_id__startswith="B").exists()


def test_bounces_are_read_from_file_folder_and_input(run: Run, tmp_path: Path) -> None:
    from tests.hamkke.mail.test_bounces import report

    for name in ("new", "cur"):
        (tmp_path / "box" / name).mkdir(parents=True)
    (tmp_path / "box" / "new" / "1").write_bytes(report())
    (tmp_path / "one").write_bytes(report())
    for given in (tmp_path / "box", tmp_path / "one"):
        answer = run("bounces", given)
        assert answer.exit_code == 0
        assert "메일 1통을 읽었습니다. 돌아온 이메일 알림 1통." in answer.output
        assert "함께가 보낸 적이 없는 메일 1통" in answer.output
    assert "파일이 없습니다" in run("bounces", tmp_path / "nowhere").output
