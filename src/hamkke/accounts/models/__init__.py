"""The models of accounts, one aggregate a file."""

from hamkke.accounts.models.account import Account
from hamkke.accounts.models.attempt import Attempt
from hamkke.accounts.models.person import Membership, Person, Role

__all__ = ["Account", "Attempt", "Membership", "Person", "Role"]
