"""What tests of several apps share: the folder of sample material, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """This fixture will give the folder of sample material, or skip where it is not at hand."""
    folder = Path(os.environ.get("HAMKKE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "seed").is_dir():
        pytest.skip(f"no sample material at {folder}: set HAMKKE_SHARED to its folder")
    return folder


@pytest.fixture(scope="session")
def seed_page(shared_folder: Path) -> bytes:
    """This fixture will give the bytes of the saved news page of the sample material."""
    return next(iter(sorted((shared_folder / "seed").glob("*.txt")))).read_bytes()
