"""`./hamkke import`: bring in saved news pages, the national file of schools, returned mail."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hamkke.config.cli.environment import DataOption, open_installation
from hamkke.config.cli.terminal import fail, progress, say, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hamkke.news.actions.import_page import ImportedPage
    from hamkke.news.pages.article import Page
    from hamkke.organizations.actions.import_schools import ImportedSchools
    from hamkke.organizations.school_file import SchoolFile
    from hamkke.weather.actions.import_observations import ImportedObservations
    from hamkke.weather.ticker import TickerRow

app = typer.Typer(
    name="import",
    help="저장한 페이지, 학교 자료, 돌아온 이메일을 넣습니다 (bring in what others wrote).",
    no_args_is_help=True,
)

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]
MOST_LINES_SHOWN = 200


@app.command()
def page(
    file: FileArgument,
    data: DataOption = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="고칠 말이 있는 곳을 모두 고칩니다.")
    ] = False,
    publish: Annotated[
        bool | None,
        typer.Option(
            "--publish/--private",
            help="공개할지. 정하지 않으면 이 컴퓨터의 자료 폴더에서는 공개하고, "
            "DATABASE_URL의 데이터베이스에서는 비공개로 둡니다.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[str, typer.Option(help="출처 이름. 예: 신문 이름")] = "",
    url: Annotated[str, typer.Option(help="출처 주소(https://…)")] = "",
    licence: Annotated[
        str, typer.Option(help="이용 조건: owner, kogl_1, kogl_2, kogl_3, kogl_4")
    ] = "owner",
) -> None:
    """저장한 지역 신문 페이지에서 기사와 날씨를 가져옵니다.

    글과 HTML, UTF-8과 UTF-16과 CP949를 읽습니다. 같은 파일을 다시 넣어도 바뀌지 않습니다.
    """
    with open_installation(data) as here, _refusals():
        from hamkke.news.actions.import_page import Source
        from hamkke.news.pages.article import read_page
        from hamkke.news.pages.decode import check_size
        from hamkke.weather.ticker import parse_ticker

        _check_options(source, url, licence)
        content = _read(file, check_size)
        found = read_page(content)
        rows = parse_ticker(found.text)
        if found.article is None and not rows:
            fail(
                "페이지에서 기사도 날씨도 찾지 못했습니다. "
                "기사 한 편이 담긴 페이지를 저장해 주세요."
            )
        details = Source(file_name=file.name, name=source, url=url, licence=licence)
        is_public = here.embedded if publish is None else publish
        article, weather = _store(content, found, rows, details, accept, is_public)
        _tell_article(found, article)
        _tell_weather(rows, weather)


def _store(
    content: bytes,
    found: Page,
    rows: tuple[TickerRow, ...],
    details: object,
    accept: bool,
    is_public: bool,
) -> tuple[ImportedPage, ImportedObservations | None]:
    """Store article and weather of one page in one transaction: both or neither."""
    from hamkke.accounts.viewer import ANONYMOUS
    from hamkke.database import roles
    from hamkke.database.identity import acting_as
    from hamkke.news.actions.import_page import Source, import_page
    from hamkke.weather.actions.import_observations import import_observations
    from hamkke.weather.errors import TickerWithoutDate

    assert isinstance(details, Source)
    now = datetime.now(UTC)
    weather = None
    with acting_as(roles.JOBS):
        article = import_page(
            viewer=ANONYMOUS,
            data=content,
            page=found,
            source=details,
            accept=accept,
            publish=is_public,
            now=now,
        )
        if rows:
            try:
                weather = import_observations(
                    viewer=ANONYMOUS,
                    digest=hashlib.sha256(content).hexdigest(),
                    rows=rows,
                    observed_date=found.page_date,
                    source_name=details.name or "저장한 지역 신문 페이지의 날씨 줄",
                    now=now,
                )
            except TickerWithoutDate as refusal:
                warn(refusal.message)
    return article, weather


def _tell_article(found: Page, article: ImportedPage) -> None:
    from hamkke.news.pages.reasons import sentence_of

    if found.article is not None:
        say(f"기사: {found.article.title}")
        say(f"  분류 {found.article.category or '없음'}, 부제 {found.article.subtitle or '없음'}")
        state = "새로 넣었습니다" if article.is_new else "이미 있습니다"
        public = "공개" if article.is_published else "비공개"
        say(f"  {state}({public}). /news/{article.item_id}/")
        say(
            f"  고친 곳 {article.accepted}개, 정할 곳 {article.pending}개, "
            f"확인 필요 {article.unknown}개. /desk/news/{article.item_id}/repairs/"
        )
    for finding in found.findings:
        say(f"  알림: {sentence_of(finding)}")


def _tell_weather(rows: tuple[TickerRow, ...], weather: ImportedObservations | None) -> None:
    if not rows:
        say("날씨: 페이지에 날씨 줄이 없습니다.")
        return
    from hamkke.weather.ticker import Naming

    if weather is not None:
        state = "새로 넣었습니다" if weather.is_new else "이미 있습니다"
        say(f"날씨: 지점 {weather.stations}곳, 알 수 없는 줄 {weather.unresolved}개. {state}.")
    for row in rows:
        if row.station is not None and row.naming == Naming.INFERRED_BY_ORDER:
            name = f"{row.station.name}({row.station.number})"
            say(f"  {row.row}번째 줄: 이름이 없어 표준 순서로 {name}")
        if row.problem is not None:
            line = f"{row.condition}{row.raw_name}{row.temperature}℃"
            say(f"  {row.row}번째 줄: {line} {_PROBLEMS[row.problem]}")


_PROBLEMS = {
    "nameless": "이름이 없고 순서로도 정할 수 없습니다.",
    "unknown_name": "모르는 지점 이름입니다.",
    "listed_twice": "같은 지점이 두 번 나옵니다.",
    "impossible_temperature": "있을 수 없는 기온입니다.",
}


@app.command()
def schools(
    file: FileArgument,
    data: DataOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="넣지 않고 같은 보고만 합니다.")
    ] = False,
) -> None:
    """전국초중등학교위치표준데이터 CSV를 넣습니다.

    한 줄이라도 잘못되면 줄 번호와 까닭을 적고 한 곳도 넣지 않습니다.
    다시 넣으면 바뀐 것을 고칩니다.
    """
    with open_installation(data), _refusals():
        from hamkke.database import roles
        from hamkke.database.identity import Identity, acting_as
        from hamkke.organizations.actions.import_schools import import_schools
        from hamkke.organizations.queries.city import the_city
        from hamkke.organizations.school_file import check_size, read_schools

        content = _read(file, check_size)
        with acting_as(roles.JOBS):
            city = the_city()
            if city is None:
                fail("아직 교육청과 자치구가 없습니다. 먼저 기관 자료를 넣어 주세요.")
            table = read_schools(content, city=city.name, districts=city.districts)
            _tell_problems(table)
            result = import_schools(
                viewer=Identity(),
                file=table,
                dry_run=dry_run,
                now=datetime.now(UTC),
                watched=lambda rows: progress(rows, "학교", len(rows)),
            )
        _tell_schools(table, result, dry_run=dry_run)


@app.command()
def bodies(
    file: FileArgument,
    data: DataOption = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="교육지원청이 자치구를 맡는 첫날. 적지 않으면 오늘 (covered from)",
            show_default=False,
        ),
    ] = None,
) -> None:
    """자치구와 교육지원청을 CSV로 넣습니다.

    열: code(시군구 코드), name_ko, name_en, office_ko. 맡는 교육지원청이 바뀌면 그날부터 바꿉니다.
    """
    with open_installation(data), _refusals():
        from hamkke.database import roles
        from hamkke.database.identity import Identity, acting_as
        from hamkke.organizations.actions.import_bodies import import_bodies
        from hamkke.organizations.body_file import read_bodies

        rows = read_bodies(_read(file, lambda _size: None))
        with acting_as(roles.JOBS):
            result = import_bodies(
                viewer=Identity(),
                rows=rows,
                since=since.date() if since else None,
                now=datetime.now(UTC),
            )
    say(f"자치구 {result.districts}곳과 교육지원청 {result.offices}곳을 넣었습니다.")
    say(f"  이름을 고친 곳 {result.renamed}곳, 교육지원청이 바뀐 곳 {result.moved}곳")


def _tell_problems(table: SchoolFile) -> None:
    for problem in table.problems[:MOST_LINES_SHOWN]:
        column = f" [{problem.column}]" if problem.column else ""
        warn(f"{problem.line}번째 줄{column}: {problem.reason}")
    more = len(table.problems) - MOST_LINES_SHOWN
    if more > 0:
        warn(f"그 밖에 {more}개가 더 있습니다.")


def _tell_schools(table: SchoolFile, result: ImportedSchools, *, dry_run: bool) -> None:
    total = len(table.rows)
    say(f"학교 {total:,}곳, 자치구 {result.districts}곳.")
    say(f"  새로 {result.added:,}곳, 바뀜 {result.changed:,}곳, 그대로 {result.unchanged:,}곳")
    if table.elsewhere:
        say(f"  다른 시·도의 학교 {table.elsewhere:,}곳은 건너뛰었습니다.")
    if result.absent:
        say(f"  파일에 없는 학교 {result.absent:,}곳은 그대로 두었습니다.")
    for row in result.other_office[:MOST_LINES_SHOWN]:
        say(f"  {row.line}번째 줄: {row.district}을 맡은 교육지원청이 {row.office}이 아닙니다.")
    say("시험 실행이라 넣지 않았습니다." if dry_run else "넣었습니다.")


@app.command()
def bounces(
    file: Annotated[
        Path, typer.Argument(metavar="FILE|FOLDER|-", allow_dash=True, show_default=False)
    ],
    data: DataOption = None,
) -> None:
    """돌아온 이메일 알림(RFC 3464)을 읽어 받을 수 없는 주소를 표시합니다.

    메일 한 통이나 mbox 파일, Maildir 폴더, 표준 입력(-)을 읽습니다. 같은 것을 다시 넣어도 같습니다.
    """
    with open_installation(data):
        from hamkke.database import roles
        from hamkke.database.identity import acting_as
        from hamkke.mail.actions.record_bounce import record_bounce
        from hamkke.mail.dsn import read_bounce

        messages = _returned_messages(file)
        found = [bounce for content in messages if (bounce := read_bounce(content))]
        with acting_as(roles.JOBS):
            marked = sum(record_bounce(bounce=one, now=datetime.now(UTC)) for one in found)
    say(f"메일 {len(messages)}통을 읽었습니다. 돌아온 이메일 알림 {len(found)}통.")
    say(f"  표시한 주소 {marked}개, 함께가 보낸 적이 없는 메일 {len(found) - marked}통")


def _any_size(_: int) -> None:
    """Refuse no size: a mailbox may be long."""


def _returned_messages(file: Path) -> list[bytes]:
    import sys

    from hamkke.mail.dsn import LONGEST, split_mbox

    if str(file) == "-":
        return split_mbox(sys.stdin.buffer.read())
    if (file / "new").is_dir():
        paths = [path for name in ("new", "cur") for path in sorted((file / name).glob("*"))]
        return [_read(path, _any_size)[:LONGEST] for path in paths]
    return split_mbox(_read(file, _any_size))


def _read(file: Path, check_size: Callable[[int], None]) -> bytes:
    try:
        check_size(file.stat().st_size)
        return file.read_bytes()
    except FileNotFoundError:
        fail(f"파일이 없습니다: {file}. 이름과 폴더를 살펴 주세요.")
    except IsADirectoryError:
        fail(f"폴더입니다: {file}. 파일 이름까지 적어 주세요.")
    except PermissionError:
        fail(f"파일을 읽을 권한이 없습니다: {file}")
    except OSError as error:
        fail(f"{file} 파일을 읽지 못했습니다: {os.strerror(error.errno or 0)}")


def _check_options(source: str, url: str, licence: str) -> None:
    from hamkke.news.models import Licence, NewsItem

    if licence not in Licence.values:
        fail(f"--licence에는 {', '.join(Licence.values)} 가운데 하나를 적어 주세요.")
    is_address = url.startswith(("https://", "http://"))
    if url and (not is_address or len(url) > NewsItem.LONGEST_SOURCE_URL):
        fail("--url에는 http:// 또는 https://로 시작하는 주소를 적어 주세요.")
    if len(source) > NewsItem.LONGEST_SOURCE_NAME:
        fail(f"--source는 {NewsItem.LONGEST_SOURCE_NAME}자까지 적을 수 있습니다.")


@contextmanager
def _refusals() -> Iterator[None]:
    """End the command with the sentence of a refusal."""
    from hamkke.database.errors import Refusal

    try:
        yield
    except Refusal as refusal:
        fail(refusal.message)
