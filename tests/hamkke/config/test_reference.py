"""The reference in docs/ says what the code does: made from it, or held against it.

`HAMKKE_WRITE_SNAPSHOT=1` writes the pages that are made.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.hamkke.config import rendered_reference as rendered

if TYPE_CHECKING:
    from collections.abc import Callable

REFERENCE = rendered.ROOT / "docs" / "reference"
MADE: dict[str, Callable[[], str]] = {
    "commands.md": rendered.commands,
    "actions.md": rendered.actions,
}


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_up_to_date(name: str) -> None:
    expected = MADE[name]()
    if os.environ.get("HAMKKE_WRITE_SNAPSHOT") == "1":
        (REFERENCE / name).write_text(expected, "utf-8")
    assert (REFERENCE / name).read_text("utf-8") == expected, (
        f"docs/reference/{name} differs from the code: "
        "HAMKKE_WRITE_SNAPSHOT=1 ./hamkke test tests/hamkke/config/test_reference.py"
    )


def test_every_variable_of_the_environment_is_in_the_reference() -> None:
    read = {
        name
        for path in (rendered.ROOT / "src").rglob("*.py")
        for name in re.findall(
            r"\b(?:HAMKKE_[A-Z]+(?:_[A-Z]+)*|DATABASE_URL)\b", path.read_text("utf-8")
        )
    }
    described = set(
        re.findall(
            r"^\| `([A-Z_]+)` \|", (REFERENCE / "settings.md").read_text("utf-8"), re.MULTILINE
        )
    )
    assert read - described == set(), "read in src, absent from docs/reference/settings.md"
    elsewhere = {"HAMKKE_WRITE_SNAPSHOT", "PYTHON"}  # the tests' and the launcher's
    assert described - read - elsewhere == set(), "in docs/reference/settings.md, read nowhere"
