"""Send an invitation by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.urls import reverse
from django.utils.translation import gettext as _

from hamkke.accounts.keys import VALID_FOR, new_link
from hamkke.accounts.keys import hash_of as hash_of_secret
from hamkke.accounts.models import InvitationKey
from hamkke.accounts.queries.roles import role_label
from hamkke.mail.actions.queue_mail import queue_mail
from hamkke.web.text import format_date, josa

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer


def send_invitation(*, viewer: Viewer, change_id: int, site: str, now: datetime) -> None:
    """This function will send an open invitation to its address, if it has one, with a fresh link.

    A part of the actions that open an invitation, which write the audit row. `site` is the
    address of the site without a path. The invited person's name is not in the message: it was
    typed by somebody else.
    """
    found = (
        InvitationKey.objects.filter(change_id=change_id)
        .exclude(email="")
        .values("email", "change__role", "change__organization__name")
        .first()
    )
    if found is None:
        return
    link, until = new_link(), now + VALID_FOR
    with connection.cursor() as cursor:
        cursor.execute(
            "select accounts_issue_key(%s::bigint, false, %s, %s)",
            [change_id, hash_of_secret(link), until],
        )
    role = role_label(found["change__role"])
    words = {
        "organization": found["change__organization__name"],
        "role": role,
        "as_role": josa(role, "으로/로"),
        "from": viewer.organization_name,
        "until": format_date(until),
        "address": site + reverse("accounts:invitation", args=[link]),
    }
    queue_mail(
        identity=viewer.identity,
        address=found["email"],
        subject=_("[함께] %(organization)s %(role)s 초대") % words,
        text=_(
            "%(from)s에서 %(organization)s %(as_role)s 함께 일하자고 초대했습니다.\n\n"
            "아래 주소를 열면 시작할 수 있습니다. %(until)s까지 한 번만 쓸 수 있습니다.\n"
            "%(address)s\n\n"
            "모르는 초대라면 이 메일을 지워 주세요. 아무 일도 일어나지 않습니다."
        )
        % words,
        purpose="invitation",
        now=now,
    )
