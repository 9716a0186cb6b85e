"""Under which terms a text may be used."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Under which terms a text may be used: the four Korea Open Government Licences, or not."""

    KOGL_1 = "kogl_1", _("공공누리 제1유형(출처 표시)")
    KOGL_2 = "kogl_2", _("공공누리 제2유형(출처 표시, 상업적 이용 금지)")
    KOGL_3 = "kogl_3", _("공공누리 제3유형(출처 표시, 변경 금지)")
    KOGL_4 = "kogl_4", _("공공누리 제4유형(출처 표시, 상업적 이용·변경 금지)")
    OWNER = "owner", _("저작권은 원문을 낸 곳에 있습니다")
