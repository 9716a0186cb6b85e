"""What the tests of news share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hamkke.news.releases import Press

if TYPE_CHECKING:
    from datetime import datetime

    from tests.world import World


@pytest.fixture
def press(world: World, now: datetime) -> Press:
    """The walker, in a transaction that is rolled back."""
    return Press(world, now)
