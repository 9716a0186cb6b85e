"""The models of accounts, one aggregate a file."""

from hamkke.accounts.models.account import Account
from hamkke.accounts.models.person import Membership, Person, Role
from hamkke.accounts.models.role_change import (
    ChangeState,
    FailedCode,
    InvitationKey,
    RoleChange,
    StaffImport,
)

__all__ = [
    "Account",
    "ChangeState",
    "FailedCode",
    "InvitationKey",
    "Membership",
    "Person",
    "Role",
    "RoleChange",
    "StaffImport",
]
