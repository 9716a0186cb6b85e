"""The sample people that the demo signs in as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hamkke.accounts.models import Account, Membership
from hamkke.accounts.queries.viewer import valid_on
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import date

    from django.utils.functional import Promise

PREFIX: Final = "demo."
# In the order of the thread: who agrees, who signs, who offers, who applies, who reads.
PERSONAS: Final[dict[str, str | Promise]] = {
    "geumcheon-officer": _("자치구 쪽에서 협약 초안을 쓰고, 프로그램을 승인합니다."),
    "geumcheon-press": _("자치구 동료가 쓴 보도자료를 검토하고 승인합니다."),
    "nambu-officer": _("협약을 함께 다듬고, 회차를 열어 배정 결과를 공개합니다."),
    "seongbuk-chief": _("교육지원청에서 기안한 협약을 검토합니다."),
    "superintendent": _("교육청을 대표해 협약에 서명합니다."),
    "geumcheon-head": _("자치구를 대표해 협약에 서명합니다."),
    "homeroom-teacher": _("우리 반이 갈 프로그램에 희망 순위를 매깁니다."),
    "school-officer": _("학교 교직원을 초대하고, 역할을 주고 넘깁니다."),
    "venue-manager": _("체험처에서 할 프로그램을 제안합니다."),
    "student": _("우리 반의 희망과 배정 결과를 봅니다."),
    "parent": _("자녀 학급의 희망과 배정 결과를 봅니다."),
    "citizen": _("소속 없이 둘러봅니다."),
}


@dataclass(frozen=True, slots=True)
class Persona:
    """One sample person: who they are and what they do."""

    key: str
    name: str
    position: str
    deeds: str


def list_personas(*, today: date) -> list[Persona]:
    """This function will return the personas whose accounts exist, in the order of the thread."""
    accounts = {
        account.login_name.removeprefix(PREFIX): account
        for account in Account.objects.filter(
            login_name__in=[PREFIX + key for key in PERSONAS], is_active=True
        ).select_related("person")
    }
    positions = _positions([account.person_id for account in accounts.values()], today)
    return [
        Persona(
            key=key,
            name=accounts[key].person.name,
            position=positions.get(accounts[key].person_id, str(_("시민"))),
            deeds=str(deeds),
        )
        for key, deeds in PERSONAS.items()
        if key in accounts
    ]


def persona_account(*, key: str) -> Account:
    """This function will return a persona's account. Raises NotVisible."""
    if key not in PERSONAS:
        raise NotVisible
    account = (
        Account.objects.filter(Q(login_name=PREFIX + key), is_active=True)
        .select_related("person")
        .first()
    )
    if account is None:
        raise NotVisible
    return account


def _positions(person_ids: list[int], today: date) -> dict[int, str]:
    found: dict[int, str] = {}
    memberships = (
        Membership.objects.filter(valid_on(today), person_id__in=person_ids)
        .select_related("organization", "class_group")
        .order_by("id")
    )
    for item in memberships:
        words = [item.organization.name, item.get_role_display()]
        if item.class_group is not None:
            words.insert(1, str(item.class_group))
        found.setdefault(item.person_id, " ".join(words))
    return found
