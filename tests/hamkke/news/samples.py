"""An invented page of the kind that local newspapers serve."""

from __future__ import annotations

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.news.actions.import_page import ImportedPage, Source, import_page
from hamkke.news.pages.article import read_page
from tests.conftest import NOW

PAGE = """2025.12.11 (목)

  • 맑음서울2.6℃
한빛구, ‘푸른 마을’ 문 열어
  • 해당된 기사를 공유합니다

IT/교육/건강

한빛구, ‘푸른 마을’ 문 열어

어린이·청소년이 함께 쓰는 곳

\xa0 \xa0마을.jpg

\xa0

한빛구는 어린이청소년을 위한 ‘푸른 마을을 본격적으로 운

영하기로 했다.

\xa0

927() 첫 모임에는 학교

지역사회가 함께했다. 그 뒤로 학교와 지역사회가 달마다 만난다.

모바일 버전으로 보기
""".encode()


def bring_in(
    data: bytes = PAGE, *, accept: bool = False, publish: bool = True, name: str = "한빛신문"
) -> ImportedPage:
    """This function will import a page as the command line does."""
    with acting_as(roles.JOBS):
        return import_page(
            viewer=ANONYMOUS,
            data=data,
            page=read_page(data),
            source=Source(file_name="page.txt", name=name),
            accept=accept,
            publish=publish,
            now=NOW,
        )
