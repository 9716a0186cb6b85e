"""The models of audit."""

from hamkke.audit.models.entry import ActionEntry, RefusalEntry

__all__ = ["ActionEntry", "RefusalEntry"]
