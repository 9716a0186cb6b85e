"""Serial dictatorship: a small baseline to compare with.

In each round the applicants come in the published order, and each takes the best wish that still
has a place. It knows no reserved places.

Properties: those of `deferred_acceptance` with every reserve set to 0, whose outcome it then equals
(with one order for all sessions the two are the same), strategy-proofness of one round included.

Complexity: O(W) for W wishes, a round.

Source: M. Satterthwaite, H. Sonnenschein: Strategy-proof allocation mechanisms (1981).
"""

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.mechanisms.market import NONE, Market
from fair_allocation.mechanisms.rounds import allocate_in_rounds

NAME = "serial-dictatorship"


def allocate(instance: Instance, *, seed: str) -> Allocation:
    """This function will share out the places by serial dictatorship in rounds."""
    return allocate_in_rounds(instance, mechanism=NAME, seed=seed, start=SerialDictatorship)


class SerialDictatorship:
    """One round."""

    def __init__(
        self,
        market: Market,  # noqa: ARG002  (every round is started with the same arguments)
        lists: list[list[int]],
        capacity: list[int],
        reserve: list[int],  # noqa: ARG002
    ) -> None:
        """This function will run the round to its end."""
        self.lists = lists
        self._capacity = capacity
        self._choose()

    def close(self, session: int) -> None:
        """This function will let all choose again without the session."""
        self._capacity[session] = 0
        self._choose()

    def _choose(self) -> None:
        left = list(self._capacity)
        self.given = [NONE] * len(self.lists)
        self.position = [len(wishes) for wishes in self.lists]
        for applicant, wishes in enumerate(self.lists):
            for at, session in enumerate(wishes):
                if left[session]:
                    left[session] -= 1
                    self.given[applicant] = session
                    self.position[applicant] = at + 1
                    break
