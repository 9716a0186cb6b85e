"""The models of inbox."""

from hamkke.inbox.models.mailing import MailChoice, Mailing, MailPreference
from hamkke.inbox.models.notice import Notice, NoticeReading
from hamkke.inbox.models.task import Task

__all__ = ["MailChoice", "MailPreference", "Mailing", "Notice", "NoticeReading", "Task"]
