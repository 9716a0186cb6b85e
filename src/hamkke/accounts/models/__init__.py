"""The models of accounts, one aggregate a file."""

from hamkke.accounts.models.account import Account
from hamkke.accounts.models.attempt import Attempt
from hamkke.accounts.models.family import ChildSignUp, ConsentWay, GuardianConsent, Relation
from hamkke.accounts.models.person import Membership, Person, Role
from hamkke.accounts.models.role_change import (
    ChangeState,
    InvitationKey,
    RoleChange,
    StaffImport,
)

__all__ = [
    "Account",
    "Attempt",
    "ChangeState",
    "ChildSignUp",
    "ConsentWay",
    "GuardianConsent",
    "InvitationKey",
    "Membership",
    "Person",
    "Relation",
    "Role",
    "RoleChange",
    "StaffImport",
]
