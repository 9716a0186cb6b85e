"""Who may do what in the directory."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from hamkke.database.identity import civil_day

if TYPE_CHECKING:
    from datetime import date, datetime

    from hamkke.accounts.viewer import Viewer

VALID_FOR: Final = timedelta(days=365)
ASK_BEFORE: Final = timedelta(days=30)
# So long a refusal can be contested (행정심판법 제27조 제1항: 90 days from learning of it). Then
# what was put in has served its purpose and is destroyed (개인정보 보호법 제21조 제1항).
KEPT_AFTER_REFUSAL: Final = timedelta(days=90)


def keeps_own(viewer: Viewer) -> bool:
    """This function will tell whether the viewer keeps an organization's own entries."""
    return viewer.acts_as("venue_manager", "venue")


def own_organization(viewer: Viewer) -> int | None:
    """This function will return the organization whose entries the viewer keeps, or None."""
    return viewer.organization_id if keeps_own(viewer) else None


def reads_applications(viewer: Viewer) -> bool:
    """This function will tell whether the viewer sees the applications of their districts."""
    return viewer.role == "officer"


def verifies(viewer: Viewer, district_id: int) -> bool:
    """This function will tell whether the viewer decides about organizations of a district."""
    return viewer.acts_as("officer", "district") and viewer.organization_id == district_id


def opens_directory(viewer: Viewer) -> bool:
    """This function will tell whether the desk's directory has something for the viewer."""
    return keeps_own(viewer) or reads_applications(viewer)


def kept_until(refused_at: datetime) -> date:
    """This function will return the last day on which a refused application is kept."""
    return civil_day(refused_at) + KEPT_AFTER_REFUSAL


def is_stale(last_checked_on: date, today: date, months: int) -> bool:
    """This function will tell whether an entry was not checked for so many months of 30 days."""
    return last_checked_on + timedelta(days=30 * months) <= today
