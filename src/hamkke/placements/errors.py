"""Why placements refuses: one class a refusal, each with what to do."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal
from hamkke.web.text import format_datetime


class PlacementRefusal(Refusal):
    """A refusal whose instants are written as people read them."""

    text = _("지금은 할 수 없습니다. 화면을 새로 열어 확인해 주세요.")

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        shown = {
            name: format_datetime(value) if isinstance(value, datetime) else value
            for name, value in self.data.items()
        }
        return str(self.text) % shown


class TitleTaken(PlacementRefusal):
    """The office has a round of this title in the school year."""

    text = _("%(school_year)s학년도에 ‘%(title)s’ 회차가 이미 있습니다. 다른 이름을 적어 주세요.")


class TimesDisordered(PlacementRefusal):
    """The close is not after the opening."""

    text = _("마감은 시작보다 뒤여야 합니다. 마감 시각을 고쳐 주세요.")


class QuotaAboveLimit(PlacementRefusal):
    """More places than wishes."""

    text = _("배정 수(%(quota)d)는 희망 수(%(wish_limit)d)보다 많을 수 없습니다.")


class RoundAlreadyOpened(PlacementRefusal):
    """What people have seen is no longer changed under them."""

    text = _("이미 연 회차는 고칠 수 없습니다.")


class ClosePassed(PlacementRefusal):
    """A round would be closed the moment it opens."""

    text = _("마감 시각 %(closes_at)s이 이미 지났습니다. 마감을 뒤로 옮긴 다음 열어 주세요.")


class NoSessions(PlacementRefusal):
    """Nothing to wish for."""

    text = _("고를 일정이 하나도 없습니다. 일정을 하나 이상 담은 다음 열어 주세요.")


class SessionNotOffered(PlacementRefusal):
    """A chosen session is not (or no longer) one that this round may offer."""

    text = _("담을 수 없는 일정이 있습니다. 목록을 새로 보고 다시 골라 주세요.")


class SessionTaken(PlacementRefusal):
    """Another round is giving the same places."""

    text = _("다른 회차가 이미 담은 일정이 있습니다. 그 일정을 빼고 저장해 주세요.")


class SessionTooEarly(PlacementRefusal):
    """The session begins before wishes close."""

    text = _(
        "‘%(title)s’ 일정은 %(starts_at)s에 시작합니다. 마감보다 뒤에 있는 일정만 담아 주세요."
    )


class RoundNotOpened(PlacementRefusal):
    """Only a round that was opened can be closed."""

    text = _("아직 열지 않은 회차입니다. 먼저 회차를 열어 주세요.")


class NotYetOpen(PlacementRefusal):
    """Wishes are not taken yet."""

    text = _("%(opens_at)s부터 희망을 받습니다. 그때 다시 열어 주세요.")


class RoundClosed(PlacementRefusal):
    """The submission came at or after the close, by the server's clock."""

    text = _(
        "%(closes_at)s에 마감되어 받지 못했습니다. 적은 순서는 아래에 그대로 있습니다."
        " 사정이 있으면 교육지원청에 알려 주세요."
    )


class TooManyWishes(PlacementRefusal):
    """The list is longer than the round allows."""

    text = _("희망은 %(wish_limit)d개까지 낼 수 있습니다. 하나를 뺀 다음 담아 주세요.")


class WishNotOffered(PlacementRefusal):
    """The list names a session that this round does not have."""

    text = _("이 회차에 없는 일정이 있습니다. 그 일정은 빼고 보여 드립니다. 다시 확인해 주세요.")


class NoWishes(PlacementRefusal):
    """An empty list would look like an application and be none."""

    text = _("희망을 하나 이상 담은 다음 제출해 주세요.")


class NothingSubmitted(PlacementRefusal):
    """There is no submission to withdraw."""

    text = _("제출한 희망이 없습니다.")


class ChangedElsewhere(PlacementRefusal):
    """Another tab or person changed the list meanwhile."""

    text = _(
        "그사이 다른 창에서 희망을 고쳤습니다. 이 화면에서 적은 순서는 그대로 있습니다."
        " 저장된 순서와 견주어 보고 다시 제출해 주세요."
    )


class SessionBegun(PlacementRefusal):
    """Nobody could use the place any more."""

    text = _("‘%(title)s’ 일정은 이미 시작해 반납할 수 없습니다. 교육지원청에 알려 주세요.")


class OfferEnded(PlacementRefusal):
    """The offer was answered otherwise, or too late."""

    text = _("답할 기한이 지났거나 이미 답한 자리입니다. 화면을 새로 열어 확인해 주세요.")


class OfferFitsNoMore(PlacementRefusal):
    """The class group holds as much as it may, or something at the same time."""

    text = _("이미 받은 자리와 함께 받을 수 없습니다. 그 자리를 먼저 반납해 주세요.")


class EarlyCloseNeedsReason(PlacementRefusal):
    """Closing before the announced time shortens everybody's time."""

    text = _("%(closes_at)s에 마감하기로 알렸습니다. 앞당겨 마감하는 까닭을 적어 주세요.")


class SeedTooEarly(PlacementRefusal):
    """A seed known before the close would let somebody choose by it."""

    text = _("마감한 뒤에만 추첨 번호를 넣을 수 있습니다.")


class SeedEntered(PlacementRefusal):
    """The seed is fixed once entered: trying seeds would be choosing results."""

    text = _("추첨 번호 ‘%(seed)s’로 이미 배정을 시작했습니다. 번호는 바꿀 수 없습니다.")


class NotMismatched(PlacementRefusal):
    """There is nothing to calculate again."""

    text = _("다시 계산할 회차가 아닙니다. 화면을 새로 열어 확인해 주세요.")


class NotAllocated(PlacementRefusal):
    """Only a sound result is published."""

    text = _("검산을 마친 배정 결과가 없어 발표할 수 없습니다. 계산이 끝난 뒤 발표해 주세요.")
