"""What an e-mail of the inbox says, and what it never says."""

from __future__ import annotations

from datetime import datetime

from hamkke.inbox.letters import MOST_LINES, Line, write_letter

SITE = "https://hamkke.example"


def test_one_thing_is_in_the_subject(now: datetime) -> None:
    task = Line("한빛구 협약 결재하기", "/desk/agreements/3/", "물빛교육지원청", now, "late")
    letter = write_letter(tasks=[task], notices=[], site=SITE)
    assert letter.subject == "[함께] 한빛구 협약 결재하기"
    assert "- 한빛구 협약 결재하기" in letter.text
    assert "  기한이 지났습니다 · 12월 11일(목) 10:00까지 · 물빛교육지원청" in letter.text
    assert f"  {SITE}/desk/agreements/3/" in letter.text
    assert f"{SITE}/desk/notices/settings/" in letter.text
    assert "[알림]" not in letter.text


def test_several_are_counted() -> None:
    line = Line("살펴보기", "/desk/")
    letter = write_letter(tasks=[line] * (MOST_LINES + 2), notices=[line], site=SITE)
    assert letter.subject == f"[함께] 할 일 {MOST_LINES + 2}건, 알림 1건"
    assert "그 밖에 2건" in letter.text
    assert letter.text.count("- 살펴보기") == MOST_LINES + 1


def test_the_support_zone_is_never_named() -> None:
    lines = [Line("김하늘 학생 지원 회의", "/support/cases/7/", "가온초등학교")]
    for tasks, notices in ((lines, []), ([], lines)):
        letter = write_letter(tasks=tasks, notices=notices, site=SITE)
        assert "하늘" not in letter.subject + letter.text
        assert letter.subject == "[함께] 지원 업무에 확인할 것이 있습니다"


def test_a_title_with_line_breaks_is_one_line() -> None:
    line = Line("제목\r\nBcc: all@city.example\u2028끝\x00 " + "가" * 300, "/desk/")
    letter = write_letter(tasks=[line], notices=[], site=SITE)
    assert letter.subject.startswith("[함께] 제목 Bcc: all@city.example 끝 가")
    assert len(letter.subject) == 200
    assert letter.subject.isprintable()
