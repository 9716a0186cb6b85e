"""The models of agreements, one aggregate a file."""

from hamkke.agreements.models.agreement import Agreement, AgreementPillar, AgreementState
from hamkke.agreements.models.district_state import DistrictState, PublicState
from hamkke.agreements.models.pillar import Pillar
from hamkke.agreements.models.step import AgreementStep, Approval, Signature, StepKind

__all__ = [
    "Agreement",
    "AgreementPillar",
    "AgreementState",
    "AgreementStep",
    "Approval",
    "DistrictState",
    "Pillar",
    "PublicState",
    "Signature",
    "StepKind",
]
