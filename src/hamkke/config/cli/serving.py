"""`demo`, `serve` and `worker`: the long-running commands."""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from contextlib import ExitStack
from typing import TYPE_CHECKING, Annotated, Final

import typer

from hamkke.config.cli.administration import OFFICE, make_code
from hamkke.config.cli.environment import (
    ROOT,
    DataOption,
    Installation,
    data_folder,
    installation,
    source_hash,
)
from hamkke.config.cli.processes import Family, family
from hamkke.config.cli.schema import migrate_if_needed, run_as_owner
from hamkke.config.cli.terminal import TroubleError, say, warn
from hamkke.config.cli.web import await_answer, listening, start_web, start_worker

if TYPE_CHECKING:
    from pathlib import Path

PortOption = Annotated[int, typer.Option(help="포트 번호 (port)", min=1, max=65535)]
HostOption = Annotated[str, typer.Option(help="기다릴 주소 (address to listen on)")]
_LAST_WORDS: Final = 4000


def demo(
    port: PortOption = 8000,
    data: DataOption = None,
    host: HostOption = "localhost",
    empty: Annotated[
        bool,
        typer.Option(
            "--empty",
            help="견본 없이 교육청과 관리자 코드로 엽니다. (no sample, one code)",
        ),
    ] = False,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="브라우저를 열지 않습니다. (open no browser)")
    ] = False,
) -> None:
    """서울의 견본 자료로 함께를 엽니다 (open hamkke with Seoul's sample data)."""
    folder = data_folder(data or (ROOT / "data" / "empty" if empty else None))
    with listening(host, port) as sockets, family() as members, ExitStack() as stack:
        tell_web = start_web(members, sockets, workers=1, threads=8)
        here = stack.enter_context(installation(folder))
        migrate_if_needed(here)
        code = make_code(here, OFFICE, again=False) if empty else load_sample_if_needed(here)
        shown = "localhost" if host in {"localhost", "127.0.0.1", "::1", "0.0.0.0"} else host  # noqa: S104
        environment = here.environment(
            HAMKKE_DEMO="1",
            HAMKKE_POOL="1",
            HAMKKE_SITE_URL=f"http://{shown}:{port}",
            HAMKKE_ALLOWED_HOSTS=f"localhost,127.0.0.1,[::1],{host}",
        )
        tell_web(environment)
        if await_answer(members, port, host):
            start_worker(members, environment)
            _announce(f"http://{shown}:{port}", here.data, browser=not no_browser)
            if code:
                say(f"관리자 코드: {code}  (http://{shown}:{port}/accounts/code/에 적으세요.)")
        ended = members.finish()
    _say_goodbye(ended)


def _announce(address: str, folder: Path, *, browser: bool) -> None:
    say(f"함께를 열었습니다: {address}  (멈추려면 Ctrl-C / Ctrl-C stops it)")
    say(f"자료 폴더: {folder}")
    if browser and (sys.platform == "darwin" or os.environ.get("DISPLAY")):
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()


def _say_goodbye(code: int) -> None:
    if code:
        raise TroubleError(
            "프로그램 하나가 멈추어 모두 닫았습니다. 바로 위에 까닭이 적혀 있습니다.",
            "One of the processes ended, so everything was stopped; the reason is above.",
        )
    warn("함께를 닫았습니다. (hamkke has stopped)")


def load_sample_if_needed(here: Installation) -> str:
    """Load the sample data once; a changed sample adds what is missing. Returns no code."""
    made_from = source_hash("config/sample/*.py")
    if here.is_done("sample", made_from):
        return ""
    warn("견본 자료를 넣습니다 (loading the sample data)")
    done = run_as_owner(here, "hamkke.config.cli.sampling")
    if done.returncode != 0:
        raise TroubleError(
            f"{done.stdout[-_LAST_WORDS:]}\n견본 자료를 넣지 못했습니다.",
            "The sample data could not be loaded; the reason is above.",
        )
    here.mark_done("sample", made_from)
    return ""


def serve(
    port: PortOption = 8000,
    data: DataOption = None,
    host: HostOption = "localhost",
    workers: Annotated[int, typer.Option(help="프로세스 수 (processes)", min=1)] = 2,
    threads: Annotated[int, typer.Option(help="프로세스마다 스레드 수 (threads)", min=1)] = 8,
) -> None:
    """웹 서버를 실행합니다 (run the web server).

    운영에서는 DATABASE_URL로 데이터베이스를 알립니다.
    """
    with listening(host, port) as sockets, family() as members, installation(data) as here:
        _require_no_demo()
        _require_secret(here)
        migrate_if_needed(here)
        tell_web = start_web(members, sockets, workers=workers, threads=threads)
        tell_web(here.environment(HAMKKE_POOL="1"))
        if await_answer(members, port, host):
            say(f"http://{host}:{port}")
        code = members.finish()
    _say_goodbye(code)


def worker(
    data: DataOption = None,
    concurrency: Annotated[int, typer.Option(help="한꺼번에 할 일의 수 (jobs at once)", min=1)] = 1,
) -> None:
    """배정처럼 오래 걸리는 일을 합니다 (work off the job queue)."""
    with family() as members, installation(data) as here:
        _require_no_demo()
        _require_secret(here)
        migrate_if_needed(here)
        start_worker(members, here.environment(), concurrency=concurrency)
        code = _wait_for(members)
    _say_goodbye(code)


def _wait_for(members: Family) -> int:
    say("일을 기다립니다. (waiting for jobs)")
    return members.finish()


def _require_no_demo() -> None:
    if os.environ.get("HAMKKE_DEMO"):
        raise TroubleError(
            "HAMKKE_DEMO가 켜져 있어 시작하지 않았습니다. "
            "누구나 다른 사람으로 로그인할 수 있게 됩니다. "
            "HAMKKE_DEMO를 지우고 다시 실행하거나, 체험하려면 ./hamkke demo를 쓰세요.",
            "HAMKKE_DEMO is set, with which anybody could sign in as anybody. "
            "Unset it, or use ./hamkke demo.",
        )


def _require_secret(here: Installation) -> None:
    if not here.environment().get("HAMKKE_SECRET_KEY"):
        raise TroubleError(
            "HAMKKE_SECRET_KEY가 없습니다. 50자 이상의 비밀 글자를 환경 변수로 알려 주세요.",
            "HAMKKE_SECRET_KEY is not set; it must hold a secret of 50 characters or more.",
        )
