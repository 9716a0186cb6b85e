"""All repairs of an article, in the order of its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamkke.news.pages.breaks import mend_breaks
from hamkke.news.pages.dates import restore_dates
from hamkke.news.pages.draft import Draft
from hamkke.news.pages.quotes import mend_quotes
from hamkke.news.pages.wording import (
    flag_links,
    restore_dots,
    restore_letters,
    space_commas,
    space_words,
)

if TYPE_CHECKING:
    from datetime import date

    from hamkke.news.pages.article import Article
    from hamkke.news.pages.repairs import Repair


def find_repairs(article: Article, page_date: date | None) -> tuple[Repair, ...]:
    """This function will return what a careful editor would repair, or ask about, in an article.

    The same article and date give the same repairs. Each stands alone: it can be accepted or
    left without the others.
    """
    draft = Draft.of(article)
    mend_breaks(draft)
    restore_dates(draft, page_date)
    restore_dots(draft)
    restore_letters(draft)
    space_commas(draft)
    space_words(draft)
    flag_links(draft)
    mend_quotes(draft)
    unique = {
        (repair.paragraph, repair.start, repair.end, repair.replacement): repair
        for repair in draft.repairs
    }
    return tuple(
        sorted(unique.values(), key=lambda repair: (repair.paragraph, repair.start, repair.end))
    )
