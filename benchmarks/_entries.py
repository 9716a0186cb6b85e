"""The index of `search.py`: filled, and asked under the role of the public.

`_entries.py fill COUNT` invents entries; `_entries.py ask TURNS` prints a line for each query:
what it is, what was typed, what was found, and milliseconds.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

import django

django.setup()

from hamkke.database import roles  # noqa: E402
from hamkke.database.identity import acting_as  # noqa: E402
from hamkke.search.actions.refresh_entries import refresh_entries  # noqa: E402
from hamkke.search.models import SearchEntry  # noqa: E402
from hamkke.search.queries.find import find  # noqa: E402
from hamkke.search.sources import PublicEntry, register  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

QUERIES: Final = {
    "a whole title": "금천구 의자 만들기 7",
    "one word": "의자",
    "with its particle": "금천구에서",
    "two words": "강동구 별자리",
    "written together": "별자리관찰",
    "initials": "ㄱㅊㄱ",
    "long initials": "ㅂㅈㄹㄱㅊ",
    "a slip of the finger": "별자리 간찰",
    "what most hold": "체험",
    "one letter": "구",
    "nothing": "쿼크글루온플라즈마",
    "the wrong keyboard": "rmacjsrn",
}
DISTRICTS: Final = (
    *("강남구", "강동구", "강북구", "강서구", "관악구", "광진구", "구로구", "금천구", "노원구"),
    *("도봉구", "동대문구", "동작구", "마포구", "서대문구", "서초구", "성동구", "성북구"),
    *("송파구", "양천구", "영등포구", "용산구", "은평구", "종로구", "중구", "중랑구"),
)
THINGS: Final = (
    *("의자 만들기", "별자리 관찰", "도자기 빚기", "숲 해설", "하천 생물 조사", "마을 신문 쓰기"),
    *("시장 경제 배우기", "전통 장 담그기", "드론 날리기", "연극 무대 체험", "판화 찍기"),
    *("빵 굽기", "기상 관측", "로봇 조립", "책 만들기", "한지 공예", "기록 사진 찍기"),
)
KINDS: Final = ("program", "school", "service", "news", "round", "agreement")


def _invented(count: int) -> list[PublicEntry]:
    """Give the same programs, schools and news each time."""
    chance = random.Random(2026)
    return [
        PublicEntry(
            number=number,
            path=f"/{number}/",
            title=f"{chance.choice(DISTRICTS)} {chance.choice(THINGS)} {number % 997}",
            about=f"{chance.choice(DISTRICTS)} 마을배움터에서 하는 체험 프로그램입니다.",
            dated_on=date(2026, 11, 1) - timedelta(days=chance.randrange(3650)),
        )
        for number in range(count)
    ]


def _fill(count: int) -> None:
    entries = _invented(count)
    with acting_as(roles.JOBS):
        for part, kind in enumerate(KINDS):
            mine = entries[part :: len(KINDS)]
            register(kind, label=kind, source=lambda _, mine=mine: mine)
            refresh_entries(kind=kind, numbers=None)


def _times(ask: Callable[[], object], turns: int) -> tuple[float, float]:
    """Give milliseconds at the median and the 95th of 100."""
    ask()
    times = []
    for _ in range(turns):
        begun = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def _like(typed: str) -> int:
    """Read every entry's text, as a search without an index would."""
    return SearchEntry.objects.filter(text__contains=typed).count()


def _ask(turns: int) -> None:
    with acting_as(roles.PUBLIC):
        for name, typed in QUERIES.items():
            found = find(typed=typed)
            shown = f"{found.count}{'+' if found.is_more else ''}"
            if not found.count:
                shown = "nearly" if found.similar else "none"
            p50, p95 = _times(lambda typed=typed: find(typed=typed), turns)
            like, _ = _times(lambda typed=typed: _like(typed), max(3, turns // 5))
            print(name, typed, shown, f"{p50:.1f}", f"{p95:.1f}", f"{like:.1f}", sep="|")


if __name__ == "__main__":
    {"fill": _fill, "ask": _ask}[sys.argv[1]](int(sys.argv[2]))
