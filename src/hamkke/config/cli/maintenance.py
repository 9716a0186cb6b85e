"""`migrate` and `check`: keeping an installation in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from hamkke.config.cli.environment import DataOption, data_folder, installation
from hamkke.config.cli.schema import migrate as bring_up
from hamkke.config.cli.terminal import EXIT_FAILED, OUT, TroubleError, say
from hamkke.database.server.errors import ServerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from hamkke.config.cli.doctor import Finding


def migrate(data: DataOption = None) -> None:
    """데이터베이스의 역할, 표, 권한을 이 판에 맞춥니다 (bring the database up to date)."""
    with installation(data) as here:
        bring_up(here)
    say("데이터베이스가 이 판에 맞습니다. (The database is up to date.)")


def check(data: DataOption = None) -> None:
    """설치된 곳을 살펴 잘못된 것을 문장으로 알립니다 (the doctor)."""
    wrong = sum(_show(finding) for finding in _findings(data))
    if wrong:
        say(f"잘못된 곳이 {wrong}개 있습니다. ({wrong} problems found.)")
        raise typer.Exit(EXIT_FAILED)
    say("잘못된 곳이 없습니다. (No problems found.)")


def _findings(data: Path | None) -> Iterator[Finding]:
    from hamkke.config.cli import doctor, doctor_database

    folder = data_folder(data)
    yield from _each(doctor.of_machine(folder))
    try:
        with installation(data) as here:
            yield from _each(doctor.of_settings(here))
            yield from _each(doctor_database.of_database(here))
    except (TroubleError, ServerError) as error:
        yield doctor.Finding(ok=False, sentence=str(error))


def _each(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of one part; what it cannot even look at is a finding too."""
    from hamkke.config.cli.doctor import Finding

    try:
        yield from findings
    except OSError as error:
        yield Finding(ok=False, sentence=f"살피지 못했습니다: {error}")


def _show(finding: Finding) -> bool:
    mark, style = ("정상", "green") if finding.ok else ("문제", "bold red")
    OUT.print(f"[{style}]{mark}[/]", end="  ")
    say(finding.sentence)
    return not finding.ok
