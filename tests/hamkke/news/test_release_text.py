"""Plain text as blocks: nothing is lost, nothing is markup."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hamkke.news.release.text import Block, blocks_of


def test_paragraphs_headings_and_lists() -> None:
    text = "첫 줄\n둘째 줄\n\n■ 소제목\n이어지는 글\n- 하나\n○ 둘\n\n- 새 목록\n-붙은 줄"
    assert blocks_of(text) == (
        Block("paragraph", ("첫 줄", "둘째 줄")),
        Block("heading", ("소제목",)),
        Block("paragraph", ("이어지는 글",)),
        Block("list", ("하나", "둘")),
        Block("list", ("새 목록",)),
        Block("paragraph", ("-붙은 줄",)),
    )


@given(st.text(alphabet="가나 -■#·○\n<>&", max_size=80))
def test_no_letter_is_lost_and_each_heading_stands_alone(text: str) -> None:
    blocks = blocks_of(text)
    letters = [each for each in text if each in "가나<>&"]
    assert [
        each for block in blocks for line in block.lines for each in line if each in "가나<>&"
    ] == (letters)
    assert all(len(block.lines) == 1 for block in blocks if block.kind == "heading")
    assert all(line.strip() for block in blocks for line in block.lines)
