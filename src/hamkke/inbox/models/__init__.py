"""The models of inbox."""

from hamkke.inbox.models.task import Task

__all__ = ["Task"]
