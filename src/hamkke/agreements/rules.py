"""Who may do what with an agreement: predicates, and the set that a viewer may see.

The same rules stand in sql/, where PostgreSQL holds them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from hamkke.agreements.models import AgreementState

if TYPE_CHECKING:
    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.models import Agreement, AgreementClause

OFFICER, HEAD, SUPERINTENDENT = "officer", "head", "superintendent"
PARTY_ROLES = frozenset({OFFICER, HEAD, SUPERINTENDENT})
# Who stands in a line of approval; an officer at any step, a head as its decider.
LINE_ROLES = frozenset({OFFICER, HEAD})
DISTRICT, EDUCATION_OFFICE, METROPOLITAN_OFFICE = (
    "district",
    "education_office",
    "metropolitan_office",
)


def visible_to(viewer: Viewer) -> Q:
    """This function will return the condition of the agreements that `viewer` may see."""
    published = Q(published_at__isnull=False)
    if viewer.role not in PARTY_ROLES or viewer.organization_id is None:
        return published
    own = viewer.organization_id
    return (
        published | Q(district_id=own) | Q(education_office_id=own) | Q(metropolitan_office_id=own)
    )


def is_party(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer acts for one of the three bodies."""
    return viewer.role in PARTY_ROLES and viewer.organization_id in {
        agreement.district_id,
        agreement.education_office_id,
        agreement.metropolitan_office_id,
    }


def may_see(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer may see the agreement."""
    return agreement.published_at is not None or is_party(viewer, agreement)


def may_draft(viewer: Viewer) -> bool:
    """This function will tell whether the viewer may begin an agreement at all."""
    return viewer.role == OFFICER and viewer.organization_kind in {DISTRICT, EDUCATION_OFFICE}


def may_revise(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer is an officer of a negotiating side."""
    return viewer.role == OFFICER and viewer.organization_id in approving_sides(agreement)


def may_approve(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer could stand in the line of one of the sides."""
    return viewer.role in LINE_ROLES and viewer.organization_id in approving_sides(agreement)


def may_enter_stand_in(viewer: Viewer) -> bool:
    """This function will tell whether the viewer's body approves agreements, and they for it."""
    return viewer.role in LINE_ROLES and viewer.organization_kind in {DISTRICT, EDUCATION_OFFICE}


def may_sign(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer is one of the two who sign."""
    return (viewer.role, viewer.organization_id) in {
        (SUPERINTENDENT, agreement.metropolitan_office_id),
        (HEAD, agreement.district_id),
    }


def may_return(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether it is for the viewer to send back as the agreement stands.

    While it is being approved, the line says whose turn that is: see lines.py.
    """
    if agreement.state == AgreementState.SIGNING:
        return may_sign(viewer, agreement)
    return may_approve(viewer, agreement)


def keeps_standard(viewer: Viewer) -> bool:
    """This function will tell whether the viewer writes the standard agreement."""
    return viewer.acts_as(OFFICER, METROPOLITAN_OFFICE)


def may_negotiate(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer proposes and accepts wordings now."""
    return agreement.state == AgreementState.DRAFT and may_revise(viewer, agreement)


def may_comment(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer may say something about a clause."""
    return agreement.published_at is None and is_party(viewer, agreement)


def may_consent(viewer: Viewer, agreement: Agreement) -> bool:
    """This function will tell whether the viewer consents to changes of reserved clauses."""
    return (
        agreement.state == AgreementState.DRAFT
        and viewer.role == OFFICER
        and viewer.organization_id == agreement.metropolitan_office_id
    )


def deviates(clause: AgreementClause) -> bool:
    """This function will tell whether a clause says something else than the standard.

    An optional clause may stand or not; one that the sides added deviates while it stands.
    """
    if not clause.is_in:
        return not clause.optional and bool(clause.standard_heading or clause.standard_text)
    return (clause.heading, clause.text) != (clause.standard_heading, clause.standard_text)


def approving_sides(agreement: Agreement) -> tuple[int, int]:
    """This function will return the two bodies that approve."""
    return agreement.district_id, agreement.education_office_id


def signing_sides(agreement: Agreement) -> tuple[int, int]:
    """This function will return the two bodies that sign."""
    return agreement.metropolitan_office_id, agreement.district_id


def office_title(*, kind: str, name: str) -> str:
    """This function will return the title under which a body's head signs, as 금천구청장."""
    if kind == METROPOLITAN_OFFICE:
        return f"{name.removesuffix('청')}감"
    return f"{name}청장"
