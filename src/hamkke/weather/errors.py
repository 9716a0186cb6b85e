"""What can be refused about weather."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal


class TickerWithoutDate(Refusal):
    """Observations were read, but the page does not say of which day."""

    text = _(
        "관측값 %(count)s개를 읽었지만 날짜를 알 수 없어 넣지 않았습니다. "
        "날짜가 적힌 페이지를 저장해 주세요."
    )


class MayNotImportObservations(Refusal):
    """Observations come in by jobs and commands, not by people."""

    status = 403
    text = _("관측값은 관리 명령으로만 넣을 수 있습니다.")


class TickerTooLong(Refusal):
    """There are many times more rows than stations."""

    text = _(
        "날씨 줄이 너무 많습니다(%(count)s줄). %(limit)s줄까지 읽습니다. "
        "페이지 하나만 저장한 파일인지 살펴 주세요."
    )
