"""One thing that can be found."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F


class SearchEntry(models.Model):
    """What is shown of a thing, and the forms in which it is looked for (`hamkke.search.text`).

    `key` is the title without spaces, `text` that and everything else, `initials` the title's
    consonants, `keys` the keys that type the title, `grams` letters and pairs of `text` and
    `initials`.
    """

    kind = models.CharField(max_length=20)
    number = models.BigIntegerField()
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    about = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    weight = models.SmallIntegerField(default=0)
    dated_on = models.DateField(null=True)
    key = models.CharField(max_length=300)
    text = models.TextField()
    initials = models.CharField(max_length=300)
    keys = models.CharField(max_length=1500)
    grams = ArrayField(models.CharField(max_length=2))

    class Meta:
        """Found by its n-grams, by the beginning of its title, or by keys that are nearly right."""

        indexes = (
            GinIndex(fields=["grams"], name="search_entry_grams", fastupdate=False),
            GinIndex(
                OpClass(F("keys"), name="gin_trgm_ops"), name="search_entry_keys", fastupdate=False
            ),
            models.Index(OpClass(F("key"), name="text_pattern_ops"), name="search_entry_key"),
        )
        constraints = (
            models.UniqueConstraint(fields=["kind", "number"], name="search_entry_once"),
        )

    def __str__(self) -> str:
        """This function will return the title."""
        return self.title
