"""What the doctor looks at outside the database: packages, folders, settings.

Each check yields findings: a sentence, and whether it tells of something wrong.
"""

from __future__ import annotations

import json
import os
import platform
import shutil
import stat
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Final

from hamkke.config.cli.environment import PACKAGE, ROOT, Installation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OLDEST_PYTHON: Final = (3, 12)
ROOM_NEEDED: Final = 1_000_000_000
SHORTEST_SECRET: Final = 50
_SHOWN: Final = 5


@dataclass(frozen=True)
class Finding:
    """One thing the doctor found, good or bad."""

    ok: bool
    sentence: str


def of_machine(data: Path) -> Iterator[Finding]:
    """Look at what is installed, and at the data folder."""
    yield _python()
    yield _locked_packages()
    yield _front_end()
    yield _translations()
    yield _static_files()
    yield from _data_folder(data)


def _python() -> Finding:
    found = platform.python_version()
    if sys.version_info[:2] >= OLDEST_PYTHON:
        return Finding(ok=True, sentence=f"Python {found}")
    return Finding(ok=False, sentence=f"Python이 {found}입니다. 3.12 이상으로 바꿔 주세요.")


def _locked_packages() -> Finding:
    with (ROOT / "uv.lock").open("rb") as file:
        packages: dict[str, dict[str, Any]] = {
            package["name"]: package for package in tomllib.load(file)["package"]
        }
    needed = {dependency["name"] for dependency in packages["hamkke"]["dependencies"]}
    differing = []
    for name, package in packages.items():
        found = _installed(name)
        wanted = package.get("version")
        if (found is None and name in needed) or (found not in {None, wanted} and name != "hamkke"):
            differing.append(f"{name} {found or '없음'} (정해진 판 {wanted})")
    if not differing:
        return Finding(ok=True, sentence="파이썬 꾸러미가 uv.lock과 같습니다.")
    shown = ", ".join(differing[:_SHOWN])
    return Finding(
        ok=False,
        sentence=f"파이썬 꾸러미 {len(differing)}개가 uv.lock과 다릅니다: {shown}. "
        "build/stamps 폴더를 지우고 ./hamkke를 다시 실행하세요.",
    )


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _front_end() -> Finding:
    wanted = _npm_packages(ROOT / "package-lock.json")
    found = _npm_packages(ROOT / "node_modules" / ".package-lock.json")
    differing = [
        name
        for name, package in wanted.items()
        if name
        and not package.get("dev")
        and found.get(name, {}).get("version") != package["version"]
    ]
    if not differing:
        return Finding(ok=True, sentence="화면 꾸러미가 package-lock.json과 같습니다.")
    return Finding(
        ok=False,
        sentence=f"화면 꾸러미가 package-lock.json과 다릅니다: {', '.join(differing[:_SHOWN])}. "
        "node_modules 폴더를 지우고 ./hamkke를 다시 실행하세요.",
    )


def _npm_packages(path: Path) -> dict[str, dict[str, Any]]:
    try:
        packages: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))["packages"]
    except FileNotFoundError:
        return {}
    return packages


def _translations() -> Finding:
    missing = [po for po in PACKAGE.glob("**/*.po") if not po.with_suffix(".mo").exists()]
    if not missing:
        return Finding(ok=True, sentence="번역이 준비되어 있습니다.")
    names = ", ".join(str(po.relative_to(PACKAGE)) for po in missing[:_SHOWN])
    return Finding(
        ok=False,
        sentence=f"번역이 준비되지 않았습니다: {names}. "
        "build/stamps 폴더를 지우고 ./hamkke를 다시 실행하세요.",
    )


def _static_files() -> Finding:
    folder = os.environ.get("HAMKKE_STATIC") or str(ROOT / "build" / "static")
    if os.path.exists(os.path.join(folder, "staticfiles.json")):  # noqa: PTH110, PTH118
        return Finding(ok=True, sentence="화면 파일이 모여 있습니다.")
    return Finding(
        ok=False,
        sentence=f"{folder}에 화면 파일이 없습니다. "
        "build/stamps 폴더를 지우고 ./hamkke를 다시 실행하세요.",
    )


def _data_folder(data: Path) -> Iterator[Finding]:
    existing = next(folder for folder in (data, *data.parents) if folder.exists())
    if not os.access(existing, os.W_OK):
        yield Finding(
            ok=False,
            sentence=f"자료 폴더 {data}에 쓸 수 없습니다. 폴더의 주인으로 실행하거나 --data로 "
            "다른 폴더를 알려 주세요.",
        )
    else:
        yield Finding(ok=True, sentence=f"자료 폴더 {data}에 쓸 수 있습니다.")
    free = shutil.disk_usage(existing).free
    room = f"{free / 1e9:.1f}GB"
    if free < ROOM_NEEDED:
        yield Finding(
            ok=False,
            sentence=f"디스크에 {room}밖에 남지 않았습니다. 1GB 이상 비워 주세요.",
        )
    else:
        yield Finding(ok=True, sentence=f"디스크에 {room}가 남아 있습니다.")
    secrets = data / "secrets.json"
    if secrets.exists() and secrets.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            ok=False,
            sentence=f"{secrets}를 다른 사용자가 읽을 수 있습니다. chmod 600으로 막아 주세요.",
        )


def of_settings(here: Installation) -> Iterator[Finding]:
    """Look at the environment a server would run with."""
    environment = here.environment()
    if environment.get("HAMKKE_DEMO") == "1":
        yield Finding(
            ok=False,
            sentence="HAMKKE_DEMO=1이 켜져 있습니다. 누구나 다른 사람으로 로그인할 수 있으니 "
            "./hamkke demo 밖에서는 지워 주세요.",
        )
    if environment.get("HAMKKE_DEBUG") == "1":
        yield Finding(
            ok=False,
            sentence="HAMKKE_DEBUG=1이 켜져 있습니다. 오류 화면이 안쪽을 보여 주니 지워 주세요.",
        )
    secret = environment.get("HAMKKE_SECRET_KEY", "")
    if len(secret) < SHORTEST_SECRET:
        yield Finding(
            ok=False,
            sentence=f"HAMKKE_SECRET_KEY가 {'너무 짧습니다' if secret else '없습니다'}. "
            f"{SHORTEST_SECRET}자 이상의 비밀 글자를 넣어 주세요.",
        )
    yield _deploy_check(environment)


def _deploy_check(environment: dict[str, str]) -> Finding:
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command,
        env={name: value for name, value in environment.items() if name != "HAMKKE_DEMO"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode == 0:
        return Finding(ok=True, sentence="설정이 운영에 알맞습니다.")
    told = [line for line in done.stdout.splitlines() if line.startswith("?:")]
    reason = "\n".join(told) or done.stdout.strip()[-2000:]
    return Finding(ok=False, sentence=f"설정에 운영에 알맞지 않은 것이 있습니다:\n{reason}")
