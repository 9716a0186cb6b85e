"""Load the sample in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.config.sample.agreements import add_agreements
from hamkke.config.sample.directory import add_directory
from hamkke.config.sample.families import add_families
from hamkke.config.sample.hours import at_work
from hamkke.config.sample.organizations import add_seoul
from hamkke.config.sample.page import add_page
from hamkke.config.sample.people import add_people
from hamkke.config.sample.programs import add_programs
from hamkke.config.sample.releases import add_releases
from hamkke.config.sample.rounds import add_rounds
from hamkke.database import roles
from hamkke.database.identity import acting_as, civil_day
from hamkke.search.actions.rebuild_index import rebuild_index

if TYPE_CHECKING:
    from datetime import datetime


def load(*, now: datetime) -> None:
    """This function will add what is missing of the sample, as of `now` (aware).

    Needs a connection that may take the owner's role (HAMKKE_AS_OWNER=1). The ground is laid as
    the owner; everything that people do goes through the same actions as on the site, under the
    roles of those who would do it.
    """
    with acting_as(roles.OWNER):
        add_seoul()
        people = add_people(civil_day(now))
    # What people did, they did in office hours; what is still to come counts from now.
    add_agreements(people, at_work(now))
    programs = add_programs(people, now)
    add_rounds(people, programs, now)
    add_families(people, at_work(now))
    add_page(now)
    add_releases(people, now)
    add_directory(at_work(now))
    with acting_as(roles.JOBS):
        rebuild_index()
