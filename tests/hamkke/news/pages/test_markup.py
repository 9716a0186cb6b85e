"""HTML becomes the lines a reader sees, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hamkke.news.pages.markup import to_plain


def lines_of(text: str) -> list[str]:
    return [line for line in to_plain(text).text.split("\n") if line]


def test_text_without_markup_stays_as_it_is() -> None:
    assert to_plain("1 < 2, 가 > 나\n 둘").text == "1 < 2, 가 > 나\n 둘"


def test_blocks_are_lines_and_inline_elements_are_not() -> None:
    page = "<html><ul><li><span>맑음</span><b>서울</b>2.6℃</li></ul><p>하나<br>둘</p></html>"
    assert lines_of(page) == ["맑음서울2.6℃", "하나", "둘"]


def test_hard_blanks_survive_and_soft_ones_collapse() -> None:
    assert lines_of("<p>하나\n   둘&nbsp;셋</p><p>&nbsp;</p>") == ["하나 둘\xa0셋", "\xa0"]


def test_hostile_markup_leaves_nothing() -> None:
    page = (
        "<html><head><script>steal()</script></head><body onload='steal()'>"
        "<p onclick=steal()>본문<script>steal()</script><img src=x onerror=steal()></p>"
        "<iframe srcdoc='<p>steal</p>'></iframe><svg><script>steal()</script></svg>"
        "<style>p{background:url(steal)}</style><!-- steal -->꼬리</body></html>"
    )
    plain = to_plain(page)
    assert lines_of(page) == ["본문", "꼬리"]
    assert "steal" not in plain.text


def test_a_picture_becomes_its_name() -> None:
    page = "<p>앞<img src='https://a.example/files/%EC%82%AC%EC%A7%84.jpg?x=1'>뒤</p>"
    assert lines_of(page) == ["앞", "사진.jpg", "뒤"]
    assert lines_of("<p>가<img src='http://[bad'>나</p>") == ["가나"]


def test_the_title_in_the_head_is_found() -> None:
    head = "<meta property='og:title' content=' 제목  하나 '><title>제목 하나 - 한빛신문</title>"
    page = f"<html><head>{head}</head><p>가</p></html>"
    assert to_plain(page).head_titles == ("제목 하나", "제목 하나 - 한빛신문")


def test_deep_and_broken_markup_is_read() -> None:
    assert "가" in to_plain("<html>" + "<div>" * 200 + "가").text
    assert isinstance(to_plain("<html>" + "<div>" * 20_000 + "가").text, str)


def test_an_encoding_the_page_claims_does_not_matter() -> None:
    page = "<?xml version='1.0' encoding='euc-kr'?><html><meta charset='euc-kr'><p>한글</p></html>"
    assert "한글" in lines_of(page)


@given(st.text(alphabet="<>/&;\"'= abphtmlscrip!-가\xa0\n", max_size=200))
def test_any_text_gives_lines(text: str) -> None:
    assert isinstance(to_plain("<html>" + text).text, str)
