"""The command line as a whole: its help, its exit codes, its sentences."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import psutil
import psycopg
import pytest
from typer.testing import CliRunner

from hamkke.config.cli import (
    benching,
    browser,
    doctor,
    doctor_database,
    environment,
    main,
    translations,
)
from hamkke.config.cli.terminal import TroubleError
from tests import database_server

COMMANDS = (
    *("demo", "serve", "worker", "test", "migrate", "administrator"),
    *("import", "check", "bench", "db", "allocation"),
)


def hamkke(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "hamkke.config.cli", *arguments],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    """Give the variables that point the command line at a migrated database of its own."""
    lease = database_server.lease()
    with database_server.clone() as name:
        yield {
            "DATABASE_URL": lease.dsn("hamkke_login", name),
            "HAMKKE_OWNER_URL": lease.dsn("postgres", name),
            "HAMKKE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP",
            "HAMKKE_INSECURE_HTTP": "",
        }


def test_help_names_every_command_in_order() -> None:
    shown = CliRunner().invoke(main.build(None), ["--help"]).stdout.partition("Commands:")[2]
    assert re.findall(r"^  (\w+)", shown, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_built_alone_and_helps_in_korean(command: str) -> None:
    result = CliRunner().invoke(main.build(command), [command, "--help"])
    assert result.exit_code == 0
    assert any("가" <= letter <= "힣" for letter in result.stdout)


def test_an_unknown_command_is_a_usage_error() -> None:
    result = CliRunner().invoke(main.build("dmeo"), ["dmeo"])
    assert result.exit_code == 2


def test_a_port_in_use_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = hamkke("demo", "--port", port, "--data", str(tmp_path / "data"), "--no-browser")
    assert done.returncode == 3
    assert f"{port}번 포트를 이미 다른 프로그램이 쓰고 있습니다" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_newer_data_folder_is_told_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "hamkke.json").write_text(json.dumps({"layout": 99}))
    done = hamkke("migrate", "--data", str(tmp_path))
    assert done.returncode == 3
    assert "더 새로운 판" in done.stderr
    assert "newer version" in done.stderr
    assert "Traceback" not in done.stderr


def test_tables_of_a_newer_version_are_left_alone(database: dict[str, str]) -> None:
    with psycopg.connect(database["HAMKKE_OWNER_URL"]) as connection:
        connection.execute(
            "insert into django_migrations (app, name, applied) values ('news', '9999_next', now())"
        )
    done = hamkke("migrate", **database)
    assert done.returncode == 3
    assert "더 새로운 판" in done.stderr
    assert "news.9999_next" in done.stderr
    assert "Traceback" not in done.stderr
    assert "news.9999_next" in hamkke("check", **database).stdout


def test_psql_takes_the_role_and_postgresql_refuses(database: dict[str, str]) -> None:
    asked = ("db", "psql", "--role", "public", "-At", "-c")
    assert hamkke(*asked, "select current_user", **database).stdout == "hamkke_public\n"
    refused = hamkke(*asked, "select 1 from accounts_person", **database)
    assert refused.returncode == 1
    assert "permission denied for table accounts_person" in refused.stderr


def test_psql_as_owner_is_the_owner(database: dict[str, str]) -> None:
    done = hamkke("db", "psql", "--role", "owner", "-At", "-c", "select current_user", **database)
    assert done.stdout == "hamkke_owner\n"


def test_migrate_makes_the_login_that_the_address_names(database: dict[str, str]) -> None:
    lease = database_server.lease()
    done = hamkke("migrate", **database)
    assert done.returncode == 0, done.stderr
    with psycopg.connect(database["DATABASE_URL"]) as connection:
        assert connection.info.password == lease.password("hamkke_login")


def test_a_server_that_does_not_answer_is_told() -> None:
    done = hamkke("migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
    assert done.returncode == 3
    assert "연결하지 못했습니다" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_older_than_17_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        class info:  # noqa: N801
            server_version = 160004

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: Old())
    with pytest.raises(TroubleError, match=r"PostgreSQL 16입니다\. 17 이상"):
        environment.require_supported("postgresql:///")


def test_a_sound_installation_passes_the_check(database: dict[str, str]) -> None:
    done = hamkke("check", **database)
    wrong = [line for line in done.stdout.splitlines() if line.startswith("문제")]
    # a checkout that was not set up by ./hamkke has no collected files: not what is tested
    assert all("화면 파일" in line or "꾸러미" in line or "번역" in line for line in wrong), wrong
    assert "역할마다 꼭 필요한 권한만 있습니다" in done.stdout


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"HAMKKE_DEMO": "1"}, "HAMKKE_DEMO=1이 켜져 있습니다"),
        ({"HAMKKE_DEBUG": "1"}, "HAMKKE_DEBUG=1이 켜져 있습니다"),
        ({"HAMKKE_SECRET_KEY": "short"}, "HAMKKE_SECRET_KEY가 너무 짧습니다"),
    ],
)
def test_the_check_finds_what_may_not_be(
    variables: dict[str, str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "_deploy_check", lambda _: doctor.Finding(ok=True, sentence=""))
    sound = {"HAMKKE_SECRET_KEY": "x" * 50, "HAMKKE_DEMO": "", "HAMKKE_DEBUG": ""}

    def found(**more: str) -> list[str]:
        here = environment.Installation(tmp_path, "", "", {}, sound | more, embedded=False)
        return [each.sentence for each in doctor.of_settings(here) if not each.ok]

    assert found() == []
    assert any(each.startswith(sentence) for each in found(**variables))


def test_the_check_sees_roles_with_too_much_power() -> None:
    lease = database_server.lease()
    with psycopg.connect(lease.dsn("postgres", "postgres")) as connection:
        powers = list(doctor_database._too_powerful(connection, ["postgres", "hamkke_work"]))
        owning = list(doctor_database._owning(connection, ["postgres", "hamkke_work"]))
    assert any("postgres 역할에 SUPERUSER 권한이 있습니다" in line for line in powers)
    assert any("postgres 역할에 BYPASSRLS 권한이 있습니다" in line for line in powers)
    assert any("postgres 역할이 표" in line for line in owning)
    assert not any("hamkke_work" in line for line in [*powers, *owning])


def test_the_check_sees_readable_secrets_and_drifted_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secrets.json").touch(mode=0o644)
    (tmp_path / "secrets.json").chmod(0o644)
    assert any("다른 사용자가 읽을 수" in each.sentence for each in doctor._data_folder(tmp_path))
    monkeypatch.setattr(doctor, "_installed", lambda name: "0.1" if name == "django" else None)
    drift = doctor._locked_packages()
    assert not drift.ok
    assert "uv.lock과 다릅니다" in drift.sentence


PARENT = """
import os
from hamkke.config.cli.processes import family
with family() as members:
    members.start("http.server", ["0", "--bind", "127.0.0.1"])(os.environ)
    print(members._children[0].pid, flush=True)
    members.finish()
"""


def test_children_end_when_their_parent_is_killed() -> None:
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            PARENT,
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert parent.stdout is not None
    child = psutil.Process(int(parent.stdout.readline()))
    parent.send_signal(signal.SIGKILL)
    parent.communicate()
    gone, _ = psutil.wait_procs([child], timeout=60)
    assert gone or child.status() == psutil.STATUS_ZOMBIE


def test_no_browser_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    for source in ("_of_machine", "_of_debian"):
        monkeypatch.setattr(browser, source, lambda _: None)
    monkeypatch.setattr(browser, "_of_playwright", lambda: None)
    with pytest.raises(TroubleError, match=r"sudo apt install chromium") as told:
        browser.with_browser({})
    assert "Install Chromium" in str(told.value)


def test_a_browser_of_any_name_is_found_as_chromium(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own" / "google-chrome"
    own.parent.mkdir()
    own.write_text("#!/bin/sh\necho '<title>hamkke</title>'\n")
    own.chmod(0o755)
    dead = tmp_path / "own" / "chromium"
    dead.write_text("#!/bin/sh\nexit 127\n")
    dead.chmod(0o755)
    monkeypatch.setattr(browser, "_FOLDER", tmp_path / "found")
    monkeypatch.delenv("HAMKKE_CHROMIUM", raising=False)
    found = browser.with_browser({"PATH": str(own.parent)})
    assert (tmp_path / "found" / "chromium").resolve() == own
    assert found["PATH"].split(os.pathsep)[0] == str(tmp_path / "found")


def test_missing_and_guessed_translations_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "app" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid "협약"\nmsgstr "agreement"\n\nmsgid "빈 것"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgid "짐작"\nmsgstr "guess"\n',
        "utf-8",
    )
    monkeypatch.setattr(translations, "PACKAGE", tmp_path)
    assert [line.rpartition(": ")[2] for line in translations.incomplete()] == ["빈 것", "짐작"]


def test_benchmarks_are_listed_with_what_they_measure() -> None:
    folder = environment.ROOT / "benchmarks"
    listed = CliRunner().invoke(main.build("bench"), ["bench"]).stdout
    for path in folder.glob("[!_]*.py"):
        assert f"{path.stem}  {benching._first_line(path)}" in listed
    assert CliRunner().invoke(main.build("bench"), ["bench", "nonsense"]).exit_code == 2
