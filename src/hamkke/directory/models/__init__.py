"""The models of directory, one aggregate a file."""

from hamkke.directory.models.application import Application, ApplicationState
from hamkke.directory.models.location import Access, Location, PublicLocation
from hamkke.directory.models.profile import Profile
from hamkke.directory.models.service import Cost, Language, Service, ServiceAtLocation, Topic

__all__ = [
    "Access",
    "Application",
    "ApplicationState",
    "Cost",
    "Language",
    "Location",
    "Profile",
    "PublicLocation",
    "Service",
    "ServiceAtLocation",
    "Topic",
]
