"""Measure how long an agreement of 200 clauses and a table takes to render, to read and to compare.

`./hamkke bench documents`: the promise is less than 3 s for each format, on 30 pages.
"""

from __future__ import annotations

import os
import time
from datetime import date
from typing import TYPE_CHECKING

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hamkke.config.settings")

from hamkke.documents.comparing import differences
from hamkke.documents.html import to_html
from hamkke.documents.hwpx import to_hwpx
from hamkke.documents.pdf import drawn, to_pdf
from hamkke.documents.reading import read_file
from hamkke.documents.tree import Block, Clause, Document, Signature, Table
from hamkke.documents.writing import official_money

if TYPE_CHECKING:
    from collections.abc import Callable

ARTICLES, PARAGRAPHS, ROWS = 50, 3, 60
PROMISED = 3.0
SENTENCE = (
    "한빛구는 {money}을 편성하고, 교육지원청과 함께 해마다 목표와 방법을 정하여 "
    "학교와 마을이 함께 쓰는 배움터를 늘리며, 그 결과를 누리집에 공개한다. "
)


def long_agreement() -> Document:
    """This function will write an agreement of 200 clauses on 30 pages, with tables."""
    blocks: list[Block] = []
    for article in range(1, ARTICLES + 1):
        blocks.append(Clause(f"제{article}조", 1, "공동 사업", "", f"제{article}조"))
        for number in range(PARAGRAPHS):
            said = SENTENCE.format(money=official_money(article * 1_000_000 + number)) * 4
            mark = "①②③"[number]
            blocks.append(Clause(mark, 2, "", said, f"제{article}조 {mark}"))
        if article % 10 == 0:
            rows = tuple(
                (str(row), f"사업 {article}-{row}", SENTENCE.format(money=official_money(row)))
                for row in range(1, ROWS // 5 + 1)
            )
            blocks.append(Table(f"별표 {article // 10}", ("번호", "사업", "내용"), rows, (1, 3, 8)))
    return Document(
        title="한빛교육협력특구 업무협약",
        author="서울특별시교육청",
        day=date(2025, 9, 27),
        code="7K2M-QF3X-90AB-CDEF",
        blocks=tuple(blocks),
        signatures=(Signature("한빛구청장", "유솔샘", "2025. 9. 27. 14:10"),),
    )


def measured[T](name: str, work: Callable[[], T], *, promise: bool = False) -> T:
    """This function will do the work once, say how long it took, and return what came of it."""
    start, started = time.perf_counter(), time.process_time()
    found = work()
    took, busy = time.perf_counter() - start, time.process_time() - started
    verdict = (" kept" if took < PROMISED else " BROKEN") if promise else ""
    print(f"{name:<24} {took:6.2f} s ({busy:.2f} s of this process){verdict}")
    return found


def main() -> None:
    """This function will print every figure."""
    document = long_agreement()
    clauses = sum(isinstance(block, Clause) for block in document.blocks)
    pdf = measured("PDF, first (fonts read)", lambda: to_pdf(document), promise=True)
    measured("PDF, again", lambda: to_pdf(long_agreement()), promise=True)
    hwpx = measured("HWPX", lambda: to_hwpx(document), promise=True)
    measured("HTML", lambda: to_html(document), promise=True)
    for name, data in (("PDF", pdf), ("HWPX", hwpx)):
        reading = measured(f"{name} read back", lambda data=data: read_file(data))
        shown = drawn if name == "PDF" else str
        found = measured(
            f"{name} compared",
            lambda reading=reading, shown=shown: differences(document, reading.text, shown=shown),
        )
        pages = f", {reading.text.count(chr(12)) + 1} pages" if name == "PDF" else ""
        print(f"  {clauses} clauses{pages}, {len(data):,} bytes, {len(found)} differences")


if __name__ == "__main__":
    main()
