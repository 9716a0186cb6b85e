"""Reset the second factor of somebody who lost it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from hamkke.accounts.errors import NotYoursToReset
from hamkke.accounts.queries.addresses import account_called, address_of
from hamkke.accounts.queries.viewer import memberships_of
from hamkke.accounts.rules import OFFICES, may_reset_second_factor
from hamkke.audit.actions.record_action import record_action
from hamkke.database.identity import civil_day
from hamkke.mail.actions.queue_mail import queue_mail

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.models import Account
    from hamkke.accounts.viewer import Viewer


def reset_second_factor(*, viewer: Viewer, address: str, reason: str, now: datetime) -> Account:
    """This function will take app, passkeys and recovery codes off the account with that address.

    All its sessions end and the person is told by e-mail; the password stays, and whoever needs a
    second factor is led to a new one. Four eyes: never one's own. Raises NotYoursToReset, also
    where nobody has that address.
    """
    account = account_called(address)
    if account is None or not _may_reset(viewer, account, now):
        raise NotYoursToReset
    Authenticator.objects.filter(user=account).delete()
    ended = UserSession.objects.filter(user=account)
    Session.objects.filter(session_key__in=ended.values("session_key")).delete()
    ended.delete()
    record_action(
        viewer=viewer.identity,
        action="reset_second_factor",
        subject=account,
        now=now,
        data={"reason": reason},
    )
    _tell(viewer, account, now)
    return account


def _may_reset(viewer: Viewer, account: Account, now: datetime) -> bool:
    """Every office that the person works for must be the viewer's to help, and one membership."""
    held = memberships_of(person_id=account.person_id, today=civil_day(now))
    mine = {
        item.pk: may_reset_second_factor(
            viewer,
            person_id=account.person_id,
            organization_id=item.organization_id,
            kind=item.organization.kind,
        )
        for item in held
    }
    return any(mine.values()) and all(
        mine[item.pk] for item in held if item.organization.kind in OFFICES
    )


def _tell(viewer: Viewer, account: Account, now: datetime) -> None:
    address = address_of(person_id=account.person_id)
    if address is None:
        return
    queue_mail(
        identity=viewer.identity,
        address=address,
        subject=_("함께: 2단계 인증을 지웠습니다"),
        text=_(
            "%(organization)s %(name)s 님이 인증 앱, 패스키, 복구 코드를 지웠습니다. "
            "모든 기기에서 로그아웃했습니다.\n\n다음에 로그인하면 새로 등록하세요. "
            "부탁하지 않은 일이면 비밀번호를 바로 바꾸고 소속 기관에 알려 주세요."
        )
        % {"organization": viewer.organization_name, "name": viewer.name},
        purpose="sign_in",
        person_id=account.person_id,
        now=now,
    )
