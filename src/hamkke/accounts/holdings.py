"""What is held on a person, in words and as a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext_lazy as _

from hamkke.accounts.models import ChangeState, ConsentWay, Relation, Role
from hamkke.web.text import format_date, format_stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from hamkke.accounts.queries.holdings import Holding

# By the beginning of a table's name; the first that fits.
NAMES: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("accounts_account", _("계정")),
    ("account_emailaddress", _("이메일 주소")),
    ("accounts_membership", _("소속과 역할")),
    ("accounts_guardianconsent", _("보호자 동의")),
    ("accounts_rolechange", _("역할을 주고받은 기록")),
    ("accounts_staffimport", _("교직원 파일을 가져온 기록")),
    ("accounts_person", _("이름")),
    ("mfa_authenticator", _("2단계 인증")),
    ("usersessions_usersession", _("로그인한 곳")),
    ("socialaccount_socialaccount", _("연결한 다른 계정")),
    ("inbox_mailpreference", _("알림을 받는 방법")),
    ("inbox_mailing", _("이메일로 알린 일")),
    ("inbox_noticereading", _("읽은 알림")),
    ("inbox_notice", _("나에게 온 알림")),
    ("audit_actionentry", _("무엇을 언제 했는지")),
    ("audit_refusalentry", _("볼 수 없는 화면을 열려 한 기록")),
    ("mail_returnedmail", _("되돌아온 이메일")),
    ("mail_message", _("보낸 이메일")),
    ("agreements_", _("협약을 쓰고 고치고 서명한 기록")),
    ("programs_", _("프로그램을 제안하고 승인한 기록")),
    ("placements_", _("희망과 배정을 다룬 기록")),
    ("news_", _("소식을 다룬 기록")),
    ("directory_", _("기관 정보를 다룬 기록")),
    ("files_", _("파일을 올린 기록")),
)
FIELDS: Final[dict[str, str | Promise]] = {
    "id": _("번호"),
    "name": _("이름"),
    "email": _("이메일 주소"),
    "address": _("이메일 주소"),
    "role": _("역할"),
    "action": _("한 일"),
    "done_at": _("때"),
    "title": _("제목"),
    "path": _("화면"),
    "status": _("답"),
    "refused_at": _("때"),
    "valid_from": _("시작"),
    "valid_until": _("끝"),
    "guardian_name": _("보호자 이름"),
    "relation": _("관계"),
    "consented_at": _("동의한 때"),
    "ip": _("인터넷 주소"),
    "user_agent": _("브라우저"),
    "created_at": _("만든 때"),
    "login_name": _("아이디"),
    "last_login": _("마지막 로그인"),
    "queued_at": _("때"),
    "read_at": _("읽은 때"),
    "choice": _("고른 것"),
    "verified": _("확인함"),
    "way": _("방법"),
    "fourteen_on": _("만 14세가 되는 날"),
    "proposed_at": _("때"),
    "last_used_at": _("마지막으로 씀"),
    "provider": _("어디"),
    "due_at": _("때"),
    "posted_at": _("때"),
    "state": _("상태"),
    "purpose": _("쓰임"),
    "type": _("방법"),
}
_LABELS: Final = {
    value: label
    for choices in (Role, Relation, ConsentWay, ChangeState)
    for value, label in choices.choices
}
_MOMENT: Final = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY: Final = re.compile(r"^\d{4}-\d\d-\d\d$")


@dataclass(frozen=True, slots=True)
class Section:
    """What is held in one place: its name, and each record as pairs of what and which."""

    title: str
    records: tuple[tuple[tuple[str, object], ...], ...]


def name_of(table: str) -> str:
    """This function will name what is kept in a table; one without a name keeps its own."""
    return next((str(name) for start, name in NAMES if table.startswith(start)), table)


def sections_of(held: Iterable[Holding], *, of_work: bool | None = None) -> tuple[Section, ...]:
    """This function will put what is held in words: all, or only what was done for a body."""
    found: dict[str, list[dict[str, Any]]] = {}
    for holding in held:
        if of_work is None or holding.is_of_work == of_work:
            found.setdefault(name_of(holding.table), []).extend(holding.rows)
    return tuple(
        Section(title, tuple(_record(row) for row in rows)) for title, rows in found.items()
    )


def taken_along(held: Iterable[Holding], *, now: datetime) -> dict[str, Any]:
    """This function will lay everything out for a file."""
    return {
        "exported_at": now.isoformat(),
        "held": [
            {
                "what": name_of(holding.table),
                "table": holding.table,
                "by": holding.column,
                "records": holding.rows,
            }
            for holding in held
        ],
    }


def _record(row: dict[str, Any]) -> tuple[tuple[str, object], ...]:
    return tuple(
        (str(label), _shown(row[key]))
        for key, label in FIELDS.items()
        if row.get(key) not in (None, "", [], {})
    )


def _shown(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        if _DAY.match(value):
            return format_date(date.fromisoformat(value))
        if _MOMENT.match(value):
            return format_stamp(datetime.fromisoformat(value))
    except ValueError:  # somebody's text that looks like one
        return value
    return _LABELS.get(value, value)
