"""A piece of news."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hamkke.audit.history import keep_history
from hamkke.news.models.source_page import SourcePage


class Licence(models.TextChoices):
    """Under which terms a text may be used: the four Korea Open Government Licences, or not."""

    KOGL_1 = "kogl_1", _("공공누리 제1유형(출처 표시)")
    KOGL_2 = "kogl_2", _("공공누리 제2유형(출처 표시, 상업적 이용 금지)")
    KOGL_3 = "kogl_3", _("공공누리 제3유형(출처 표시, 변경 금지)")
    KOGL_4 = "kogl_4", _("공공누리 제4유형(출처 표시, 상업적 이용·변경 금지)")
    OWNER = "owner", _("저작권은 원문을 낸 곳에 있습니다")


@keep_history
class NewsItem(models.Model):
    """A piece of news; an imported one keeps its original text beside the edited one.

    `original_body` is the text of the page with all its damage, paragraphs parted by an empty
    line. `body` is that text with the accepted repairs made. `edited_at` is when the last repair
    that proposes a text was decided: until then the public sees the original, marked so.
    """

    LONGEST_SOURCE_NAME: ClassVar[int] = 120
    LONGEST_SOURCE_URL: ClassVar[int] = 500

    source_page = models.OneToOneField(
        SourcePage, on_delete=models.PROTECT, null=True, related_name="item"
    )
    category = models.CharField(max_length=40, blank=True)
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True)
    original_body = models.TextField()
    body = models.TextField()
    missing_pictures = models.JSONField(default=list)
    source_name = models.CharField(max_length=LONGEST_SOURCE_NAME, blank=True)
    source_url = models.URLField(max_length=LONGEST_SOURCE_URL, blank=True)
    licence = models.CharField(max_length=8, choices=Licence, default=Licence.OWNER)
    item_date = models.DateField()
    edited_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """The newest first."""

        ordering = ("-item_date", "-id")
        indexes = (models.Index(fields=["-item_date", "-id"], name="news_newest_first"),)

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title
