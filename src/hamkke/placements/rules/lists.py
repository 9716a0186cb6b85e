"""Moving wishes up and down: what the plain buttons of the list do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

UP: Final = "up"
DOWN: Final = "down"
DROP: Final = "drop"
ADD: Final = "add"
SUBMIT: Final = "submit"


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button: what to do, and with which wish (0: with the whole list)."""

    verb: str
    number: int = 0

    def applied_to(self, order: Sequence[int]) -> list[int]:
        """This function will return the list after the press; an impossible move changes nothing.

        A number that is already there is not added twice.
        """
        changed = list(dict.fromkeys(order))
        if self.verb == ADD and self.number not in changed:
            return [*changed, self.number]
        if self.number not in changed:
            return changed
        index = changed.index(self.number)
        if self.verb == DROP:
            del changed[index]
        elif self.verb == UP and index > 0:
            changed[index - 1 : index + 1] = changed[index], changed[index - 1]
        elif self.verb == DOWN and index < len(changed) - 1:
            changed[index : index + 2] = changed[index + 1], changed[index]
        return changed
