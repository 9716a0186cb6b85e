"""What the inbox refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext_lazy as _

from hamkke.database.errors import Refusal

if TYPE_CHECKING:
    from django.utils.functional import Promise


class AskedLately(Refusal):
    """Asked within a day, or the task is done meanwhile."""

    status = 409
    text: ClassVar[str | Promise] = _(
        "다시 알리지 못했습니다. 그사이 끝난 일이거나, 알린 지 하루가 지나지 않았습니다. "
        "알림은 하루에 한 번 다시 보낼 수 있습니다."
    )
