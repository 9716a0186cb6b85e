"""The models of news, one aggregate a file."""

from hamkke.news.models.item import Licence, NewsItem
from hamkke.news.models.repair import Decision, NewsRepair
from hamkke.news.models.source_page import SourcePage

__all__ = ["Decision", "Licence", "NewsItem", "NewsRepair", "SourcePage"]
