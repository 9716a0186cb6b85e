"""The models of organizations, one aggregate a file."""

from hamkke.organizations.models.district import (
    District,
    DistrictAdjacency,
    DistrictAlias,
    EducationOffice,
    OfficeDistrict,
)
from hamkke.organizations.models.organization import Organization, OrganizationKind
from hamkke.organizations.models.school import ClassGroup, School, SchoolLevel
from hamkke.organizations.models.venue import Venue

__all__ = [
    "ClassGroup",
    "District",
    "DistrictAdjacency",
    "DistrictAlias",
    "EducationOffice",
    "OfficeDistrict",
    "Organization",
    "OrganizationKind",
    "School",
    "SchoolLevel",
    "Venue",
]
