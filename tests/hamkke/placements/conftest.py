"""The ground that the tests of placements stand on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tests.hamkke.placements.ground import Ground, lay_ground

if TYPE_CHECKING:
    from tests.world import World


@pytest.fixture
def ground(world: World, now: datetime) -> Ground:
    """Sessions to wish for, in the small invented city."""
    return lay_ground(world, now)
