"""Set a fresh checkout up, once, and hand over to the command line.

Runs on any Python ≥ 3.12 with the standard library alone; `./hamkke` starts it.
Every step leaves a stamp: the hash of what it was made from. A step whose stamp
fits is skipped; one that was interrupted has no stamp and is done again.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import tomllib
import urllib.request
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[3]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BUILD = ROOT / "build"
STAMPS = BUILD / "stamps"
NEEDS_TOOLS = frozenset({"test", "bench"})
NEEDS_PEERS = frozenset({"bench"})
OLDEST_NODE = 20
ROOM_NEEDED = 1_500_000_000  # bytes: packages 600 MB, tools for the tests, and their download
EXIT_ENVIRONMENT = 3


class SetupError(Exception):
    """Set-up cannot go on; the sentences say why and what to do."""

    def __init__(self, korean: str, english: str) -> None:
        super().__init__(f"{korean}\n{english}")


@dataclass(frozen=True)
class Step:
    """One part of the set-up: what it is made from, what it leaves, how it is done."""

    name: str
    title: str
    made_from: str
    leaves: Path
    do: Callable[[], None]

    @property
    def is_done(self) -> bool:
        """Say whether the step was completed from exactly these inputs."""
        with contextlib.suppress(OSError):
            return (STAMPS / self.name).read_text() == self.made_from and self.leaves.exists()
        return False


def main(arguments: list[str]) -> NoReturn:
    """Set up what is not yet set up, then become the command line."""
    # Some machines ask Python to keep no compiled code: every start would take twice its time.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        named = arguments[0] if arguments else ""
        set_up(with_tools=named in NEEDS_TOOLS, with_peers=named in NEEDS_PEERS)
    except SetupError as error:
        fail(str(error), EXIT_ENVIRONMENT)
    except KeyboardInterrupt:
        fail(
            "설치를 멈췄습니다. 다시 실행하면 이어서 합니다.\nStopped; run it again to go on.", 130
        )
    except OSError as error:
        fail(f"{describe(error)}\n{error}", EXIT_ENVIRONMENT)
    os.execv(PYTHON, [str(PYTHON), "-m", "hamkke.config.cli", *arguments])  # noqa: S606


def describe(error: OSError) -> str:
    """Return what an error of the file system means for the set-up, in Korean."""
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED // 10:
        return f"디스크가 가득 찼습니다. {ROOT} 폴더가 있는 디스크에 1.5GB를 비워 주세요."
    return f"{error.filename or ROOT}에 쓸 수 없습니다. 이 폴더의 주인으로 실행해 주세요."


def fail(message: str, code: int) -> NoReturn:
    """Say what is wrong on the error output and end."""
    print(message, file=sys.stderr)
    sys.exit(code)


def set_up(*, with_tools: bool, with_peers: bool = False) -> None:
    """Do the steps that are not done, one process at a time, and stay silent if all are."""

    def wanted() -> list[Step]:
        return [*steps(with_tools=with_tools), *([peers_step()] if with_peers else [])]

    if all(step.is_done for step in wanted()):
        return
    BUILD.mkdir(exist_ok=True)
    with alone():
        # what another process set up while we waited counts as done
        STAMPS.mkdir(exist_ok=True)
        planned = wanted()
        for number, step in enumerate(planned, 1):
            if step.is_done:
                continue
            print(f"[{number}/{len(planned)}] {step.title}", file=sys.stderr, flush=True)
            (STAMPS / step.name).unlink(missing_ok=True)
            step.do()
            (STAMPS / step.name).write_text(step.made_from)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Keep two first runs from setting up the same checkout at once."""
    with (BUILD / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("다른 창에서 설치하고 있습니다. 끝나기를 기다립니다…", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def steps(*, with_tools: bool) -> list[Step]:
    """Return the set-up's steps in order, with the hashes of what they depend on."""
    # tools once installed stay: demo must not throw out what test has brought
    tools = with_tools or (STAMPS / "tools").exists()
    suffix = f" {ROOT} {'tools' if tools else 'plain'}"
    python = digest([ROOT / "uv.lock", ROOT / "pyproject.toml"]) + suffix
    packages = digest([ROOT / "package-lock.json"]) + suffix
    web = ROOT / "src" / "hamkke" / "web"
    assets = digest([*web.glob("*.py"), *web.glob("*.txt"), *web.glob("static/**/*.css")])
    sources = sorted(ROOT.glob("src/hamkke/**/*.po"))
    static = digest(ROOT.glob("src/hamkke/*/static/**/*"))
    return [
        Step("python", "파이썬 꾸러미를 설치합니다 (Python packages)", python, PYTHON,
             lambda: sync(tools=tools)),
        Step("node", "화면 꾸러미를 설치합니다 (front-end packages)", packages,
             ROOT / "node_modules", lambda: install_packages(tools=tools)),
        Step("messages", "번역을 준비합니다 (translations)", digest(sources),
             sources[0].with_suffix(".mo") if sources else VENV, lambda: prepare("messages")),
        Step("assets", "글꼴과 스타일을 만듭니다 (fonts and styles)", packages + assets,
             BUILD / "assets", lambda: prepare("assets")),
        Step("static", "화면 파일을 모읍니다 (static files)", packages + assets + static,
             BUILD / "static", lambda: prepare("static")),
    ]  # fmt: skip


def peers_step() -> Step:
    """Return the step that brings what benchmarks measure beside our own; no user needs it."""
    made_from = digest([ROOT / "uv.lock", ROOT / "pyproject.toml"]) + f" {ROOT}"
    return Step("peers", "견줄 꾸러미를 설치합니다 (the benchmarks' peers)", made_from, PYTHON,
                lambda: sync(tools=True, groups=("peers",)))  # fmt: skip


def digest(paths: Any) -> str:
    """Return one hash of the files' names and contents."""
    total = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{path.relative_to(ROOT)} {content}\n".encode())
    return total.hexdigest()


# --- Python packages


def sync(*, tools: bool, groups: tuple[str, ...] = ()) -> None:
    """Make .venv hold what uv.lock says."""
    if tools:
        (STAMPS / "tools").touch()
    if shutil.disk_usage(ROOT).free < ROOM_NEEDED and not PYTHON.exists():
        raise SetupError(
            f"디스크에 빈 곳이 모자랍니다. {ROOT} 폴더가 있는 디스크에 1.5GB를 비워 주세요.",
            "Too little free disk: set-up needs 1.5 GB.",
        )
    wanted = [*groups, *(["dev"] if tools else [])]
    command = [
        str(find_uv()), "sync", "--frozen", "--project", str(ROOT), "--no-default-groups",
        "--inexact",  # never throws out what somebody works with
        *(part for group in wanted for part in ("--group", group)),
        # who runs it later may not be allowed to write here; tools are many and seldom used
        *([] if tools else ["--compile-bytecode"]),
    ]  # fmt: skip
    if run(command, uv_environment()) == 0:
        return
    # an interrupted first run can leave an environment that uv does not recognise
    shutil.rmtree(VENV, ignore_errors=True)
    if run(command, uv_environment()) != 0:
        raise SetupError(
            "파이썬 꾸러미를 설치하지 못했습니다. 인터넷 연결과 바로 위에 적힌 까닭을 살펴 주세요.",
            "The Python packages could not be installed; see the reason above and your network.",
        )


def uv_environment() -> dict[str, str]:
    """Return an environment in which uv uses the Python we run on and fetches no other."""
    base = Path(getattr(sys, "_base_executable", sys.executable)).resolve()
    environment = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    environment |= {
        "UV_PYTHON": str(base),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_PROJECT_ENVIRONMENT": str(VENV),
    }
    if not os.access(Path.home(), os.W_OK):
        environment.setdefault("UV_CACHE_DIR", str(BUILD / "cache"))
    return environment


def find_uv() -> Path:
    """Return uv in the version that uv.lock names, fetched and checked if it is not here."""
    package = locked("uv")
    target = BUILD / "tools" / f"uv-{package['version']}"
    if says_version(target):
        return target
    with tempfile.TemporaryDirectory(prefix="hamkke-") as folder:
        wheel = by_pip(package, Path(folder)) or by_url(package, Path(folder))
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        with zipfile.ZipFile(wheel) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".data/scripts/uv"))
            fresh.write_bytes(archive.read(name))
    fresh.chmod(0o755)
    fresh.replace(target)
    if not says_version(target):
        raise SetupError(
            f"내려받은 uv({wheel.name})를 이 컴퓨터에서 실행할 수 없습니다.",
            f"The downloaded uv ({wheel.name}) does not run on this machine.",
        )
    return target


def locked(name: str) -> dict[str, Any]:
    """Return what uv.lock says of a package."""
    with (ROOT / "uv.lock").open("rb") as file:
        packages: list[dict[str, Any]] = tomllib.load(file)["package"]
    return next(package for package in packages if package["name"] == name)


def says_version(program: Path | str) -> str:
    """Return what a program answers to --version; empty when it does not run."""
    try:
        done = subprocess.run(
            [program, "--version"], capture_output=True, text=True, check=False, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def by_pip(package: dict[str, Any], folder: Path) -> Path | None:
    """Return the wheel as pip fetched it, hash-checked, or None where pip is of no use.

    pip comes first because it knows the mirrors and certificates of this machine.
    """
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in package["wheels"])
    requirements = folder / "requirements.txt"
    requirements.write_text(f"{package['name']}=={package['version']} {hashes}\n")
    command = [
        sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:",
        "--require-hashes", "--requirement", str(requirements), "--dest", str(folder),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    return next(folder.glob("*.whl"), None) if done.returncode == 0 else None


def by_url(package: dict[str, Any], folder: Path) -> Path:
    """Return the wheel for this machine, fetched from the address in uv.lock and hash-checked."""
    wheel = next((wheel for wheel in package["wheels"] if fits(wheel["url"])), None)
    if wheel is None:
        platform = sysconfig.get_platform()
        raise SetupError(
            f"이 컴퓨터({platform})에 맞는 uv가 없습니다. pip을 설치한 뒤 다시 실행해 주세요.",
            f"There is no uv for this machine ({platform}). Install pip and run this again.",
        )
    target = folder / str(wheel["url"]).rpartition("/")[2]
    try:
        # https, and named in uv.lock
        with urllib.request.urlopen(wheel["url"], timeout=60) as answer:  # noqa: S310
            content: bytes = answer.read()
    except OSError as error:
        raise SetupError(
            f"uv를 내려받지 못했습니다({error}). 인터넷 연결을 살펴 주세요.",
            f"uv could not be downloaded ({error}). Check the network.",
        ) from error
    if f"sha256:{hashlib.sha256(content).hexdigest()}" != wheel["hash"]:
        raise SetupError(
            "내려받은 uv가 uv.lock에 적힌 것과 다릅니다. 설치를 멈춥니다.",
            "The downloaded uv is not the one that uv.lock names; set-up stops.",
        )
    target.write_bytes(content)
    return target


def fits(url: str) -> bool:
    """Say whether a wheel's platform tag suits this machine."""
    system, _, machine = sysconfig.get_platform().replace("macosx-", "macosx_").partition("-")
    if system.startswith("macosx"):
        machine = "arm64" if os.uname().machine == "arm64" else "x86_64"
        return bool(re.search(rf"macosx_[0-9_]+_{machine}\.whl$", url))
    built_for = sysconfig.get_config_var("HOST_GNU_TYPE") or ""
    libc = "musllinux" if "musl" in built_for else "manylinux"
    return re.search(rf"{libc}[0-9_]+_{re.escape(machine)}[.]", url) is not None


# --- front-end packages


def install_packages(*, tools: bool) -> None:
    """Make node_modules hold exactly what package-lock.json says; run none of its scripts."""
    npm, environment = find_npm(tools=tools)
    command = [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if not tools:
        command.append("--omit=dev")
    if run(command, environment, ROOT) != 0:
        raise SetupError(
            "화면 꾸러미를 설치하지 못했습니다. 인터넷 연결과 바로 위에 적힌 까닭을 살펴 주세요.",
            "The front-end packages could not be installed; see the reason above and your network.",
        )


def find_npm(*, tools: bool) -> tuple[list[str], dict[str, str]]:
    """Return how to run npm: with this machine's Node, or with the one that comes as a wheel."""
    version = re.match(r"v(\d+)\.", says_version("node"))
    npm = shutil.which("npm")
    if version and int(version[1]) >= OLDEST_NODE and npm and says_version(npm):
        return [npm], dict(os.environ)
    sync(tools=tools, groups=("node",))
    path = f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return [str(VENV / "bin" / "npm")], {**os.environ, "PATH": path}


# --- what hamkke's own code makes


def prepare(what: str) -> None:
    """Run one of hamkke's own preparations in its environment."""
    command = [str(PYTHON), "-m", "hamkke.config.prepare", what]
    if run(command, dict(os.environ)) != 0:
        raise SetupError(
            "설치를 마치지 못했습니다. 바로 위에 까닭이 적혀 있습니다.",
            "Set-up could not be completed; the reason is written above.",
        )


def run(command: list[str], environment: dict[str, str], folder: Path | None = None) -> int:
    """Run a program that shows its own progress; return its exit code."""
    return subprocess.run(command, env=environment, cwd=folder, check=False).returncode


if __name__ == "__main__":
    main(sys.argv[1:])
