"""The library stands alone, and its checkers stand apart from what they check."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import fair_allocation

ROOT = Path(fair_allocation.__file__).parent
HIDDEN = {"random", "secrets", "time", "datetime", "os", "uuid", "socket", "subprocess"}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path} imports relatively"
            found |= {str(node.module)}
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules(folder: Path) -> list[Path]:
    found = sorted(folder.rglob("*.py"))
    assert found
    return found


LIBRARIES = {
    "numpy": modules(ROOT),
    "numba": [ROOT / "compiled.py", ROOT / "machine_code.py"],
    "llvmlite": [ROOT / "machine_code.py"],
    "ortools": [ROOT / "minimum_sizes.py"],
}


def test_it_needs_nothing_but_python_and_its_libraries_where_they_belong() -> None:
    for path in modules(ROOT):
        tops = {name.split(".")[0] for name in imports(path)}
        known = {name for name, users in LIBRARIES.items() if path in users}
        assert tops <= {"fair_allocation", *sys.stdlib_module_names, *known}, path


def test_every_name_is_there_and_loaded_when_it_is_asked_for() -> None:
    script = """
import sys
import fair_allocation
assert "numpy" not in sys.modules
assert fair_allocation.checker_page().startswith(b"<!DOCTYPE html>")
assert issubclass(fair_allocation.InvalidBundle, fair_allocation.AllocationError)
assert "numpy" not in sys.modules
for name in fair_allocation.__all__:
    assert getattr(fair_allocation, name) is not None
assert set(fair_allocation.__all__) == set(fair_allocation._HOME)
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_numba_is_not_imported_for_a_small_round() -> None:
    script = """
import sys
from fair_allocation import Applicant, Instance, Session, allocate, verify
instance = Instance([Applicant("a", ("S",))], [Session("S", 1)])
assert verify(instance, allocate(instance, mechanism="deferred-acceptance", seed="1")).ok
assert not {"numba", "ortools", "scipy"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_it_reads_no_clock_and_no_chance() -> None:
    for path in modules(ROOT):
        asked = {name.split(".")[0] for name in imports(path)} & HIDDEN
        # where machine code is kept; what is allocated does not depend on it
        assert asked <= ({"os"} if path.name == "machine_code.py" else set()), path


def test_checkers_and_mechanisms_share_no_code() -> None:
    data = {
        f"fair_allocation.{name}"
        for name in ("allocation", "columns", "compiled", "instance", "sha256")
    }
    for path in modules(ROOT / "properties"):
        names = {n for n in imports(path) if n.startswith("fair_allocation.")}
        own = {n for n in names if n.startswith("fair_allocation.properties")}
        assert {n for n in names - own if n.count(".") == 1} <= data, path
    for path in modules(ROOT / "mechanisms"):
        assert not any("properties" in name for name in imports(path)), path


def test_tests_of_checkers_run_no_mechanism() -> None:
    for path in modules(Path(__file__).parent / "properties"):
        assert not any("mechanisms" in n or n.endswith(".allocate") for n in imports(path)), path
