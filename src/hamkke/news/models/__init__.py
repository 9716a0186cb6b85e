"""The models of news, one aggregate a file."""

from hamkke.news.models.correction import NewsCorrection
from hamkke.news.models.item import NewsItem
from hamkke.news.models.licence import Licence
from hamkke.news.models.press_release import PressRelease, ReleaseState
from hamkke.news.models.release_step import ReleaseStep, ReleaseStepKind
from hamkke.news.models.repair import Decision, NewsRepair
from hamkke.news.models.source_page import SourcePage

__all__ = [
    "Decision",
    "Licence",
    "NewsCorrection",
    "NewsItem",
    "NewsRepair",
    "PressRelease",
    "ReleaseState",
    "ReleaseStep",
    "ReleaseStepKind",
    "SourcePage",
]
