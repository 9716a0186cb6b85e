"""The models of mail."""

from hamkke.mail.models.message import Message, MessageState
from hamkke.mail.models.returned import ReturnedMail

__all__ = ["Message", "MessageState", "ReturnedMail"]
