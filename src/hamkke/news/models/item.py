"""A piece of news."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from hamkke.audit.history import keep_history
from hamkke.news.models.licence import Licence
from hamkke.news.models.press_release import PressRelease
from hamkke.news.models.source_page import SourcePage


@keep_history
class NewsItem(models.Model):
    """A piece of news; an imported one keeps its original text beside the edited one.

    `original_body` is the text of the page with all its damage, paragraphs parted by an empty
    line. `body` is that text with the accepted repairs made. `edited_at` is when the last repair
    that proposes a text was decided: until then the public sees the original, marked so.

    An item with a `release` is an approved press release, written by PostgreSQL alone. Nobody else
    reads it before `embargo_until`; one that was withdrawn keeps its title and says why.
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
    release = models.OneToOneField(
        PressRelease, on_delete=models.PROTECT, null=True, related_name="item"
    )
    embargo_until = models.DateTimeField(null=True)
    department = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    contact_email = models.EmailField(blank=True)
    pictures = models.JSONField(default=list)
    attachments = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_note = models.CharField(max_length=500, blank=True)

    class Meta:
        """The newest first."""

        ordering = ("-item_date", "-id")
        indexes = (models.Index(fields=["-item_date", "-id"], name="news_newest_first"),)

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title
