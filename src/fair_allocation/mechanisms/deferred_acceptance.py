"""Deferred acceptance with reserved places: the default mechanism.

One round: every applicant asks for the best wish; every session keeps, of all who ask so far, those
it would choose, and refuses the others, who ask for their next wish; until nobody is refused. What
a session chooses: first up to ``reserve`` applicants of its own district, in the published order;
then for all places left, reserved ones included, whoever is first among all others who ask.

Properties of one round, and so of the whole where every quota is 1 and no session has a minimum:
- no justified envy: whoever holds a place that an applicant misses is ahead of the applicant in the
  published order, or is of the session's district while no more of its district hold places than
  are reserved;
- no waste: no place stays free that an applicant prefers to the place given;
- best for all: every applicant gets the best place of all allocations of that round with these two
  properties;
- strategy-proof: listing the true wishes in the true order is best, whatever others do.
With several rounds (see `rounds`) the first two hold by turns: whoever holds a place that an
applicant misses had it at an earlier turn (as a first program where it would have been the
applicant's second), or at the same turn and as above. Listing the true wishes is then best for the
first place, but not always for the second. With minimums the first three hold among the sessions
that run, and the last may fail: a wish more can keep a session alive.

Complexity: O(W log c) for W wishes and capacities up to c, a round.

Sources: D. Gale, L. S. Shapley: College admissions and the stability of marriage (1962). Reserves:
I. E. Hafalir, M. B. Yenmez, M. A. Yildirim: Effective affirmative action in school choice (2013).
The order of asking does not matter: D. G. McVitie, L. B. Wilson (1970); so applicants ask one after
the other here, and a session is closed by letting it refuse everybody.
"""

from heapq import heappop, heappush

from fair_allocation.allocation import Allocation
from fair_allocation.instance import Instance
from fair_allocation.mechanisms.market import NONE, Market
from fair_allocation.mechanisms.rounds import allocate_in_rounds

NAME = "deferred-acceptance"


def allocate(instance: Instance, *, seed: str) -> Allocation:
    """This function will share out the places by deferred acceptance in rounds."""
    return allocate_in_rounds(instance, mechanism=NAME, seed=seed, start=DeferredAcceptance)


class DeferredAcceptance:
    """One round. Each session keeps two heaps, worst applicant on top: members and others.

    Applicants are numbers in the published order, negated in the heaps because heapq pops the
    smallest.
    """

    def __init__(
        self, market: Market, lists: list[list[int]], capacity: list[int], reserve: list[int]
    ) -> None:
        """This function will run the round to its end."""
        self.lists = lists
        self.position = [0] * len(lists)
        self.given = [NONE] * len(lists)
        self._market = market
        self._capacity = capacity
        self._reserve = reserve
        self._members: list[list[int]] = [[] for _ in capacity]
        self._others: list[list[int]] = [[] for _ in capacity]
        for applicant in range(len(lists)):
            self._ask_until_settled(applicant)

    def close(self, session: int) -> None:
        """This function will let a session refuse everybody, who then ask on."""
        refused = self._members[session] + self._others[session]
        self._members[session], self._others[session] = [], []
        self._capacity[session] = self._reserve[session] = 0
        for negated in refused:
            self._ask_until_settled(-negated)

    def _ask_until_settled(self, applicant: int) -> None:
        asking = applicant
        while asking != NONE:
            wishes, at = self.lists[asking], self.position[asking]
            if at == len(wishes):
                self.given[asking] = NONE
                return
            self.position[asking] = at + 1
            self.given[asking] = wishes[at]
            asking = self._ask(wishes[at], asking)

    def _ask(self, session: int, applicant: int) -> int:
        """This function will return whom the session refuses now, `NONE` while it has room."""
        members, others = self._members[session], self._others[session]
        is_member = self._market.member_of[session] == self._market.district[applicant] != NONE
        heappush(members if is_member else others, -applicant)
        if len(members) + len(others) <= self._capacity[session]:
            return NONE
        # Within the reserve every member is safe. Beyond it the worst member competes like anybody.
        if len(members) <= self._reserve[session]:
            return -heappop(others)
        if others and (not members or others[0] < members[0]):
            return -heappop(others)
        return -heappop(members)
