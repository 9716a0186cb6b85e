"""`{% load placements %}`: how digests are written for eyes."""

from __future__ import annotations

from django import template

register = template.Library()
GROUP = 4


@register.filter
def in_fours(digest: str) -> str:
    """This function will write a digest in groups of four, so that people can compare it."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))
