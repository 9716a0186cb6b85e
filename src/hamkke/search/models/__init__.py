"""The models of search."""

from hamkke.search.models.entry import SearchEntry

__all__ = ["SearchEntry"]
