"""Why a wish came true or not, in sentences made from the code and the numbers of its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _

from hamkke.placements.rules.succession import OFFERED, RETURNED, TAKEN
from hamkke.placements.rules.wishes import OTHER_GRADE, TOO_MANY_PUPILS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

GIVEN: Final = "given"
FULL: Final = frozenset({"session_full", "reserved_places"})
# What a class group did not lose to others: it had a better wish, or the wish could not work.
NOT_LOST: Final = frozenset({"not_considered", "quota_reached", "same_program", "slot_clash"})
IMPOSSIBLE: Final = frozenset({TOO_MANY_PUPILS, OTHER_GRADE})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one wish; `kind` is GIVEN or the code of the reason, `data` its numbers.

    `number` is the RoundSession's; `after` what happened since publication, empty: nothing.
    """

    rank: int
    session_key: str
    program_id: int
    title: str
    place: str
    starts_at: datetime
    kind: str
    data: Mapping[str, Any]
    offered: int
    wished: int
    number: int = 0
    after: str = ""

    @property
    def is_held(self) -> bool:
        """Whether the class group has the place now: given and kept, or taken from the waitlist."""
        return self.after == TAKEN or (self.is_given and self.after != RETURNED)

    @property
    def is_given(self) -> bool:
        """Whether the class group got the place."""
        return self.kind == GIVEN

    @property
    def label(self) -> str:
        """The outcome in a word or two, for a table."""
        if self.after:
            return _AFTER[self.after]()
        if self.kind in FULL:
            return _("차례 %(position)d번") % self.data
        return _LABELS.get(self.kind, lambda: _("배정되지 않음"))()


_AFTER: Final[Mapping[str, Callable[[], str]]] = {
    RETURNED: lambda: _("반납"),
    TAKEN: lambda: _("대기에서 배정"),
    OFFERED: lambda: _("받을지 정하는 중"),
}
_LABELS: Final[Mapping[str, Callable[[], str]]] = {
    GIVEN: lambda: _("배정"),
    "not_considered": lambda: _("살피지 않음"),
    "quota_reached": lambda: _("살피지 않음"),
    "slot_clash": lambda: _("시간 겹침"),
    "same_program": lambda: _("같은 프로그램"),
    "session_cancelled": lambda: _("열지 않음"),
    "too_many_pupils": lambda: _("인원 넘음"),
    "other_grade": lambda: _("다른 학년"),
}


def sentences(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """This function will say in at most three sentences why the dearest unmet wish was not met.

    The last sentence says what was looked at next. Empty if the first wish came true.
    """
    unmet = first_unmet(outcomes)
    if unmet is None:
        return ()
    return (*_why(unmet), _and_then(unmet, outcomes))


def first_unmet(outcomes: Sequence[Outcome]) -> Outcome | None:
    """This function will return the dearest wish that was lost, or None.

    A wish that could not work is no loss behind one that came true.
    """
    for item in outcomes:
        if item.is_given or item.kind in NOT_LOST:
            continue
        if item.kind in IMPOSSIBLE and any(other.is_given for other in outcomes[: item.rank - 1]):
            continue
        return item
    return None


def is_loss(outcomes: Sequence[Outcome]) -> bool:
    """This function will tell whether the next round looks at this class group earlier."""
    return not any(item.is_given for item in outcomes) and any(
        item.kind not in IMPOSSIBLE for item in outcomes
    )


def before_the_draw(data: Mapping[str, Any]) -> int:
    """This function will count those who were placed before lots decided."""
    return int(data["ahead_by_turn"] + data["ahead_by_need"] + data["ahead_by_past_losses"])


def _why(unmet: Outcome) -> tuple[str, ...]:
    data = dict(unmet.data)
    if unmet.kind in FULL:
        return _why_full(data)
    if unmet.kind == "session_cancelled":
        return (_("%(minimum)d학급이 모여야 여는 일정입니다. 모이지 않아 열지 않습니다.") % data,)
    if unmet.kind == "too_many_pupils":
        return (
            _(
                "한 반 %(max_pupils)d명까지인 일정입니다."
                " 우리 반은 %(pupils)d명이라 배정에 넣지 않았습니다."
            )
            % data,
        )
    if unmet.kind == "other_grade":
        return (
            _("%(grade_from)d~%(grade_to)d학년 일정이라 우리 반 희망에 넣지 않았습니다.") % data,
        )
    return (_("이 희망은 배정되지 않았습니다."),)


def _why_full(data: dict[str, Any]) -> tuple[str, ...]:
    said = []
    parts = [
        text % data
        for name, text in (
            ("ahead_by_turn", _("아직 자리를 받지 못한 %(ahead_by_turn)d학급")),
            ("ahead_by_need", _("먼저 살피기로 한 %(ahead_by_need)d학급")),
            (
                "ahead_by_past_losses",
                _("지난 회차에 배정받지 못한 %(ahead_by_past_losses)d학급"),
            ),
        )
        if data[name]
    ]
    if parts:
        said.append(
            _("%(groups)s을 먼저 배정했습니다. 우리 반은 여기에 들지 않았습니다.")
            % {"groups": ", ".join(parts)}
        )
    data["drawn"] = data["given"] - before_the_draw(data)
    if data["ahead_by_lottery"] and data["cutoff_position"]:
        left = _("남은 %(drawn)d자리는") if parts else _("%(drawn)d자리는")
        said.append(
            left % data
            + " "
            + _(
                "추첨 순서로 나누었습니다. 우리 반은 %(position)d번이어서"
                " %(cutoff_position)d번까지인 자리에 들지 못했습니다."
            )
            % data
        )
    else:
        said.append(_("그렇게 자리가 모두 찼습니다. 우리 반은 %(position)d번이었습니다.") % data)
    return tuple(said)


def _and_then(unmet: Outcome, outcomes: Sequence[Outcome]) -> str:
    later = [item for item in outcomes if item.rank > unmet.rank]
    given = next((item for item in later if item.is_given), None)
    if given is None:
        earlier = any(item.is_given for item in outcomes)
        if earlier:
            return _("더 앞선 희망에는 배정되었습니다.")
        if later:
            return _("다음 희망도 살폈지만 배정되지 않았습니다.")
        return _("다음 희망이 없어 이번 회차에는 배정되지 않았습니다.")
    values = {
        "rank": given.rank,
        "offered": given.data["capacity"],
        "wished": given.data["contenders"],
        "position": given.data["position"],
    }
    if values["wished"] <= values["offered"]:
        return (
            _(
                "그래서 %(rank)d지망을 살폈습니다. %(offered)d학급 자리를 %(wished)d학급이 기다려"
                " 모두 배정되었습니다."
            )
            % values
        )
    return (
        _(
            "그래서 %(rank)d지망을 살폈습니다. 우리 반은 %(position)d번이어서"
            " %(offered)d학급 자리에 배정되었습니다."
        )
        % values
    )
