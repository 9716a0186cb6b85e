"""The names of roles, for apps that keep a role as a code."""

from __future__ import annotations

from hamkke.accounts.models import Role


def role_label(role: str) -> str:
    """This function will return the name of a role in the reader's language."""
    return str(Role(role).label) if role in Role.values else role
