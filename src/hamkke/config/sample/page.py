"""The sample's news and weather: an invented saved page, read by the real importer.

Older than any page that somebody imports in earnest, so that a real one takes its place.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.import_page import Source, import_page
from hamkke.news.pages.article import read_page
from hamkke.weather.actions.import_observations import import_observations
from hamkke.weather.stations import standard_stations
from hamkke.weather.ticker import parse_ticker

if TYPE_CHECKING:
    from datetime import datetime

SOURCE: Final = "함께 예시 자료"
WARMEST, PER_DEGREE, WEST = 14.5, 1.9, 126.0
ARTICLE: Final = """금천구, 겨울방학 마을 배움터 문을 엽니다(예시)
  • 해당된 기사를 공유합니다

IT/교육/건강

금천구, 겨울방학 마을 배움터 문을 엽니다(예시)

나무공방과 안양천 생태교실에서 학급 단위로 배웁니다

이 글은 화면을 보여 드리려고 지어낸 예시입니다. 금천구의 체험처 세 곳이 겨울 회차 프로그램을 엽니다.

안양천 생태교실은 쌍안경으로 겨울 철새를 찾아보고, 금천 나무공방은 모둠마다 의자를 하나씩 만듭니다.

희망은 담임교사가 학급 단위로 냅니다. 먼저 낸다고 유리하지 않으며, 마감 뒤에 공개된 규칙으로 배정합니다.

모바일 버전으로 보기
"""


def add_page(now: datetime) -> None:
    """This function will import the sample page; the same page is taken once."""
    lines = [
        f"  • {_condition(latitude)}{name}{_temperature(latitude, longitude):.1f}℃"
        for name, latitude, longitude in _stations()
    ]
    data = "\n".join(["2025.12.01 (월)", "", *lines, ARTICLE]).encode()
    page = read_page(data)
    rows = parse_ticker(page.text)
    with acting_as(roles.JOBS):
        import_page(
            viewer=ANONYMOUS,
            data=data,
            page=page,
            source=Source(file_name="sample.txt", name=SOURCE),
            accept=True,
            publish=True,
            now=now,
        )
        import_observations(
            viewer=ANONYMOUS,
            digest=hashlib.sha256(data).hexdigest(),
            rows=rows,
            observed_date=page.page_date,
            source_name=SOURCE,
            now=now,
        )


def _stations() -> list[tuple[str, float, float]]:
    return [
        (station.name, float(station.latitude), float(station.longitude))
        for station in standard_stations()
    ]


def _condition(latitude: float) -> str:
    return ("맑음", "구름조금", "구름많음", "흐림")[round(latitude * 7) % 4]


def _temperature(latitude: float, longitude: float) -> float:
    """Warm in the south, a little warmer by the eastern sea: believable, and invented."""
    return WARMEST - PER_DEGREE * (latitude - 33.2) + 0.6 * (longitude - WEST)
