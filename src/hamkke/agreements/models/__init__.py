"""The models of agreements, one aggregate a file."""

from hamkke.agreements.models.agreement import Agreement, AgreementPillar, AgreementState
from hamkke.agreements.models.clause import (
    AgreementClause,
    ClauseComment,
    Consent,
    Proposal,
    ProposalState,
)
from hamkke.agreements.models.district_state import DistrictState, PublicState
from hamkke.agreements.models.line import LineStep, OfficeNumber, StandIn
from hamkke.agreements.models.pillar import Pillar
from hamkke.agreements.models.standard import Level, Standard, StandardClause, StandardState
from hamkke.agreements.models.step import (
    AgreementStep,
    Approval,
    LinePart,
    Manner,
    Signature,
    StepKind,
)

__all__ = [
    "Agreement",
    "AgreementClause",
    "AgreementPillar",
    "AgreementState",
    "AgreementStep",
    "Approval",
    "ClauseComment",
    "Consent",
    "DistrictState",
    "Level",
    "LinePart",
    "LineStep",
    "Manner",
    "OfficeNumber",
    "Pillar",
    "Proposal",
    "ProposalState",
    "PublicState",
    "Signature",
    "StandIn",
    "Standard",
    "StandardClause",
    "StandardState",
    "StepKind",
]
