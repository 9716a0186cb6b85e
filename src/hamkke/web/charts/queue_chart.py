"""Who got a place: one box for each application, in the order of the lottery."""

from __future__ import annotations

import math
from dataclasses import dataclass

# Above this the boxes would be too small to see, and one strip with marks is drawn.
MOST_BOXES = 120
LABEL_ROOM = 100


@dataclass(frozen=True, slots=True)
class Box:
    """One application's box, in picture units."""

    x: float
    y: float
    width: float
    height: float
    kind: str  # "placed", "unplaced" or "ours"
    reserved: bool

    @property
    def middle(self) -> float:
        """The box's middle from the left."""
        return round(self.x + self.width / 2, 1)

    @property
    def centre(self) -> float:
        """The box's middle from the top."""
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """One drawing of the queue for one width of screen."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    cut_x: float | None
    cut_y: float
    cut_label_x: float
    ours_x: float | None
    ours_y: float
    last_x: float
    last_y: float
    box_height: int

    @property
    def crowded(self) -> bool:
        """Whether both labels would stand on each other, so that ours goes below."""
        return (
            self.cut_x is not None
            and self.ours_x is not None
            and self.cut_y == self.ours_y
            and abs(self.cut_label_x - self.ours_x) < LABEL_ROOM
        )

    @property
    def ends_drop(self) -> int:
        """How far below the last row its first and last number stand: under our label, if any."""
        return 48 if self.crowded and self.ours_y == self.last_y else 26


@dataclass(frozen=True, slots=True)
class QueueChart:
    """The queue's numbers with a wide and a narrow drawing of them."""

    total: int
    places: int
    reserved: int
    ours: int | None
    wide: Picture
    narrow: Picture

    @property
    def placed(self) -> int:
        """How many of the queue found a place."""
        return min(self.places, self.total)

    @property
    def drawn_by_lot(self) -> int:
        """How many places were left to the lottery."""
        return self.placed - self.reserved

    @property
    def pictures(self) -> tuple[tuple[str, Picture], ...]:
        """Both drawings with the class that shows each at its width."""
        return ("is-wide", self.wide), ("is-narrow", self.narrow)


def draw_queue(
    *, total: int, places: int, ours: int | None = None, reserved: int = 0
) -> QueueChart:
    """This function will draw a queue of `total` applications for `places` places.

    Numbers count from 1 in the order in which applications were looked at; `ours`
    is our own number, `reserved` how many at the front went before the lottery.
    """
    if total < 1 or places < 0 or not 0 <= reserved <= min(places, total):
        message = f"no queue of {total} for {places} places with {reserved} ahead"
        raise ValueError(message)
    if ours is not None and not 1 <= ours <= total:
        message = f"number {ours} is not in a queue of {total}"
        raise ValueError(message)
    numbers = total, min(places, total), ours, reserved
    return QueueChart(
        total,
        places,
        reserved,
        ours,
        _picture(808, 31, 38, *numbers),
        _picture(358, 14, 32, *numbers),
    )


def _picture(
    width: int,
    per_row: int,
    box_height: int,
    total: int,
    placed: int,
    ours: int | None,
    reserved: int,
) -> Picture:
    """Lay the boxes out in as few even rows as the width allows."""
    shown = min(total, MOST_BOXES)
    rows = math.ceil(shown / max(per_row, math.ceil(shown / 4)))
    in_row = math.ceil(shown / rows)
    step = min((width - 4) / in_row, 44)
    gap = min(4, step / 5)

    def row_of(number: int) -> tuple[int, int]:
        return divmod(math.ceil(number * shown / total) - 1, in_row)

    labelled = {row_of(one)[0] for one in (placed, ours) if one}
    below = _row_with_label_below(row_of(placed), row_of(ours), step) if placed and ours else None
    tops = _tops(rows, box_height, labelled | ({below + 1} if below is not None else set()))

    def locate(number: int) -> tuple[float, int]:
        row, column = row_of(number)
        return round(2 + column * step, 1), tops[row]

    def box(number: int) -> Box:
        x, y = locate(number)
        kind = "ours" if number == ours else "placed" if number <= placed else "unplaced"
        return Box(x, y, round(step - gap, 1), box_height, kind, number <= reserved)

    sample = _sample(total, shown, ours)
    cut = locate(placed) if 0 < placed < total else None
    cut_x = round(cut[0] + step - gap / 2, 1) if cut else None
    mine = locate(ours) if ours else None
    last_x, last_y = locate(total)
    return Picture(
        width=width,
        height=tops[-1] + box_height + (58 if below == rows - 1 else 36),
        boxes=tuple(box(number) for number in sample),
        cut_x=cut_x,
        cut_y=cut[1] if cut else 0,
        cut_label_x=min(max(cut_x or 0, 44), width - 44),
        ours_x=min(max(mine[0] + (step - gap) / 2, 44), width - 44) if mine else None,
        ours_y=mine[1] if mine else 0,
        last_x=round(last_x + step - gap, 1),
        last_y=last_y,
        box_height=box_height,
    )


def _row_with_label_below(last: tuple[int, int], ours: tuple[int, int], step: float) -> int | None:
    """Name the row whose two labels are too near to stand side by side, so that ours goes below."""
    near = abs(last[1] - ours[1]) * step < LABEL_ROOM + 60
    return ours[0] if last[0] == ours[0] and near else None


def _tops(rows: int, box_height: int, labelled: set[int]) -> list[int]:
    """Place the rows below each other, with room above those that bear a label."""
    tops: list[int] = []
    bottom = 0
    for row in range(rows):
        tops.append(bottom + (44 if row in labelled else 12))
        bottom = tops[-1] + box_height
    return tops


def _sample(total: int, shown: int, ours: int | None) -> list[int]:
    """Choose which number stands for each box: all, or an even spread that includes ours."""
    if total == shown:
        return list(range(1, total + 1))
    chosen = [math.floor((index + 1) * total / shown) for index in range(shown)]
    if ours is not None:
        chosen[math.ceil(ours * shown / total) - 1] = ours
    return chosen
