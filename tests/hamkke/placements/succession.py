"""A published round with a waitlist, for the tests of what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hamkke.accounts.viewer import ANONYMOUS, Viewer
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.placements.actions.answer_offer import answer_offer
from hamkke.placements.actions.hand_on_places import hand_on_places
from hamkke.placements.actions.return_place import return_place
from hamkke.placements.models import Application, PlaceOffer, UnmetWish

if TYPE_CHECKING:
    from datetime import datetime

    from tests.hamkke.placements.ground import Ground


@dataclass
class Published:
    """Woodwork takes one class group: `line` names who has it, and then who waits, in order."""

    ground: Ground
    round_id: int
    at: datetime
    woodwork: int
    viewers: dict[str, Viewer]
    line: list[str]

    def application(self, name: str) -> Application:
        """This function will return a class group's application; call it as the owner."""
        return Application.objects.get(class_group_id=self.viewers[name].class_group_id)

    def returns(self, name: str, at: datetime | None = None) -> int:
        """This function will give woodwork back for a class group."""
        return self.returns_as(self.viewers[name], at)

    def returns_as(self, viewer: Viewer, at: datetime | None = None) -> int:
        """This function will give woodwork back as anybody."""
        with acting_as(roles.WORK, viewer.identity):
            return return_place(
                viewer=viewer, round_id=self.round_id, number=self.woodwork, now=at or self.at
            )

    def hand_on(self, at: datetime | None = None) -> int:
        """This function will do what the job does."""
        with acting_as(roles.JOBS):
            return hand_on_places(
                viewer=ANONYMOUS.identity, round_id=self.round_id, now=at or self.at
            )

    def offer_of(self, name: str) -> int:
        """This function will return the number of what a class group was offered."""
        with acting_as(roles.OWNER):
            offers = PlaceOffer.objects.filter(
                application=self.application(name), round_session_id=self.woodwork
            )
            return offers.get().pk

    def answers(self, name: str, *, accepts: bool, at: datetime | None = None) -> int:
        """This function will answer for a class group."""
        viewer, offer = self.viewers[name], self.offer_of(name)
        with acting_as(roles.WORK, viewer.identity):
            return answer_offer(viewer=viewer, offer_id=offer, accepts=accepts, now=at or self.at)

    def offered(self) -> list[tuple[str, str]]:
        """This function will tell to whom woodwork was offered, and what became of it."""
        name_of = {viewer.class_group_id: name for name, viewer in self.viewers.items()}
        with acting_as(roles.OWNER):
            rows = PlaceOffer.objects.filter(round_session_id=self.woodwork).order_by("pk")
            return [
                (name_of[row.application.class_group_id], row.state)
                for row in rows.select_related("application")
            ]


def published(ground: Ground, waiting: int = 3, key: str = "woodwork") -> Published:
    """This function will publish a round in which one has woodwork and others wait for it.

    Or another session: then as many wait fewer as it takes more.
    """
    round_id = ground.opened()
    names = [f"2{number}" for number in range(waiting + 1)]
    viewers = {name: ground.teacher_of_new_class(name) for name in names}
    for viewer in viewers.values():
        ground.wish(viewer, round_id, [key])
    ground.close(round_id)
    ground.allocate(round_id)
    at = ground.publish(round_id)
    woodwork = ground.numbers(round_id, [key])[0]
    with acting_as(roles.OWNER):
        waits = {
            row.application.class_group_id: row.data["waitlist_position"]
            for row in UnmetWish.objects.select_related("application")
        }
    line = sorted(names, key=lambda name: waits.get(viewers[name].class_group_id, 0))
    return Published(ground, round_id, at, woodwork, viewers, line)
