"""The demo's mail server: the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.core.mail.backends.base import BaseEmailBackend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.mail import EmailMessage

LINE = "─" * 60


class Terminal(BaseEmailBackend):
    """Shows each e-mail as its reader would see it; Django's own console shows base64."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """This function will print the e-mails on the error output, where the worker speaks."""
        for email in email_messages:
            sys.stderr.write(
                f"{LINE}\n이메일 (e-mail) → {', '.join(email.to)}\n{email.subject}\n\n"
                f"{email.body}\n{LINE}\n"
            )
        sys.stderr.flush()
        return len(email_messages)
