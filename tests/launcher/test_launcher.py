"""`./hamkke` finds a Python that works, from anywhere, and says so when there is none."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "dirname", "readlink")
SHOW = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "file": __file__}))
"""


class Place:
    """A checkout with a bootstrap that only shows what reached it, and a PATH of its own."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "내 폴더" / "with space"
        self.path = folder / "bin"
        self.home = folder / "home"
        bootstrap = self.checkout / "src" / "hamkke" / "config" / "bootstrap.py"
        bootstrap.parent.mkdir(parents=True)
        bootstrap.write_text(SHOW, "utf-8")
        shutil.copy2(CHECKOUT / "hamkke", self.checkout / "hamkke")
        self.path.mkdir()
        self.home.mkdir()
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found is not None
            (self.path / tool).symlink_to(found)

    def add(self, file: Path, script: str) -> None:
        """Put an executable shell script somewhere."""
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(0o755)

    def add_working(self, file: Path) -> None:
        """Put a Python that works somewhere; it is the one that runs this test."""
        self.add(file, f'exec "{sys.executable}" "$@"')

    def run(
        self, *arguments: str, start: Path | None = None, cwd: Path | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the launcher in an environment that holds nothing else."""
        return subprocess.run(
            [start or self.checkout / "hamkke", *arguments],
            env={"PATH": str(self.path), "HOME": str(self.home), **more},
            cwd=cwd,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_a_dead_shim_is_passed_over(place: Place) -> None:
    place.add(
        place.path / "python3.12", "echo 'pyenv: python3.12: command not found' >&2; exit 127"
    )
    place.add_working(place.path / "python3")
    done = place.run("check")
    assert json.loads(done.stdout)["arguments"] == ["check"]


def test_arguments_folder_and_exit_code_pass_through(place: Place, tmp_path: Path) -> None:
    place.add_working(place.path / "python3")
    given = ["db", "psql", "-c", "select 'a b', \"c\"", "", "한글 *"]
    shown = json.loads(place.run(*given, cwd=tmp_path).stdout)
    assert shown["arguments"] == given
    assert Path(shown["folder"]).samefile(tmp_path)


def test_it_can_be_called_through_links(place: Place, tmp_path: Path) -> None:
    place.add_working(place.path / "python3")
    (tmp_path / "first").symlink_to(place.checkout / "hamkke")
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "second").symlink_to("../first")  # a relative link to a link
    shown = json.loads(place.run(start=tmp_path / "links" / "second").stdout)
    assert Path(shown["file"]).is_relative_to(place.checkout)


def test_where_only_an_old_python_is_it_says_what_is_missing(place: Place) -> None:
    place.add(place.path / "python3", "echo 3.11")
    place.add(place.path / "python", "echo 2.7")
    done = place.run("demo")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "Python 3.12 이상이 필요합니다" in done.stderr
    assert "python3 (3.11)" in done.stderr
    assert "Python 3.12 or newer" in done.stderr


def test_where_no_python_is_at_all_it_says_so(place: Place) -> None:
    done = place.run("demo")
    assert done.returncode == 3
    assert "없음 (none)" in done.stderr


def test_a_named_python_that_does_not_run_is_named(place: Place, tmp_path: Path) -> None:
    place.add(place.path / "python3", "echo 3.11")
    done = place.run("demo", PYTHON=str(tmp_path / "nowhere"))
    assert done.returncode == 3
    assert f"{tmp_path / 'nowhere'} (실행되지 않음, does not run)  python3 (3.11)" in done.stderr


@pytest.mark.parametrize("version", ["3.12", "3.14", "3.20"])
def test_newer_pythons_are_taken(place: Place, version: str) -> None:
    asked = f'case $1 in -c) echo {version} ;; *) exec "{sys.executable}" "$@" ;; esac'
    place.add(place.path / "python3", asked)
    assert place.run().returncode == 0


def test_the_named_python_comes_first_and_may_be_dead(place: Place, tmp_path: Path) -> None:
    place.add(tmp_path / "mine", f'echo >> "{tmp_path}/used"; exec "{sys.executable}" "$@"')
    place.add_working(place.path / "python3")
    assert place.run(PYTHON=str(tmp_path / "mine")).returncode == 0
    assert (tmp_path / "used").exists()
    assert place.run(PYTHON=str(tmp_path / "nowhere")).returncode == 0


def test_pyenvs_versions_are_found_without_its_shims(place: Place) -> None:
    versions = place.home / ".pyenv" / "versions"
    place.add(versions / "3.11.7" / "bin" / "python3", "echo 3.11")
    place.add_working(versions / "3.13.0" / "bin" / "python3")
    assert place.run().returncode == 0


def test_the_callers_modules_shadow_nothing(place: Place, tmp_path: Path) -> None:
    place.add_working(place.path / "python3")
    (tmp_path / "json.py").write_text("raise RuntimeError('shadowed')")
    beside = place.checkout / "src" / "hamkke" / "config" / "json.py"
    beside.write_text("raise RuntimeError('shadowed')")
    done = place.run(cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_the_launcher_is_executable_and_posix() -> None:
    assert os.access(CHECKOUT / "hamkke", os.X_OK)
    dash = shutil.which("dash") or "sh"
    assert subprocess.run([dash, "-n", CHECKOUT / "hamkke"], check=False).returncode == 0
