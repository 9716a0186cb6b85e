"""The base of every refusal hamkke gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a programming error
    """This class will carry one anticipated refusal: what failed, what to do, and its data.

    A subclass sets `text`, a translatable sentence with named placeholders; the keyword arguments
    of the constructor fill the placeholders and stay readable in `data`.
    """

    text: ClassVar[str | Promise]
    status: ClassVar[int] = 400

    def __init__(self, **data: Any) -> None:
        """This function will keep `data`, the values that the sentence names."""
        super().__init__(data)
        self.data: Mapping[str, Any] = data

    @property
    def message(self) -> str:
        """The sentence in the reader's language."""
        return str(self.text) % self.data

    def __str__(self) -> str:
        """This function will return the sentence, so that logs and terminals show it too."""
        return self.message


class NotVisible(Refusal):
    """What was asked for does not exist, or not for this viewer: the answer is the same 404."""

    status = 404
    text = "페이지를 찾을 수 없습니다."
