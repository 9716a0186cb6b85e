"""An agreement in official form: signed, from the frozen text alone; before that, for its parties.

Whatever can change after the signing stays out of a signed document, so that it is the same file
for ever: no names of bodies, which may be renamed, but the offices as they were signed for.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.timezone import localtime

from hamkke.agreements.models import AgreementState, LinePart, Manner
from hamkke.agreements.numbering import ARTICLE, ITEM, full_names, marks_of
from hamkke.agreements.text import frozen_clauses
from hamkke.documents.codes import code_of
from hamkke.documents.tree import Approver, Clause, Document, Signature
from hamkke.documents.writing import official_date

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from hamkke.agreements.queries.desk import AgreementPage
    from hamkke.agreements.queries.published import PublishedAgreement, PublishedApproval
    from hamkke.agreements.queries.sides import Side

VERIFY_PATH = "/agreements/verify/"
# A document is Korean whoever reads it, like the text that was signed.
PILLARS = "협약 과제"
DISTRICT, OFFICE = "자치구", "교육지원청"
PARTS = {LinePart.DRAFT: "기안", LinePart.REVIEW: "검토", LinePart.DECIDE: "결재"}
MANNERS = {Manner.DELEGATED: "전결", Manner.ACTING: "대결"}
DRAFT, UNSIGNED, SAMPLE = "초안", "서명 전", "견본"


def signed_document(agreement: PublishedAgreement) -> Document:
    """This function will lay out a published agreement as it was signed."""
    said = json.loads(agreement.frozen_text)
    clauses = frozen_clauses(agreement.frozen_text)
    levels = [clause.level for clause in clauses]
    code = code_of(agreement.line.content_hash)
    return Document(
        title=said["title"],
        subtitle=said["subtitle"],
        author=agreement.line.metropolitan_office_name,
        day=date.fromisoformat(said["signing_date"]),
        code=code,
        number=", ".join(agreement.office_numbers),
        approvals=tuple(_approved(each, agreement) for each in agreement.approvals),
        # What the demo invents must not pass for a real agreement once it is on paper.
        label=SAMPLE if settings.DEMO else "",
        blocks=(
            *(
                Clause(mark, clause.level, clause.heading, clause.text, name)
                for mark, name, clause in zip(
                    marks_of(levels), full_names(levels), clauses, strict=True
                )
            ),
            *_pillars((each["name"], each["text"]) for each in said["pillars"]),
        ),
        signatures=tuple(
            Signature(each.office_title, each.person_name, official_moment(each.signed_at))
            for each in agreement.signatures
        ),
        notes=(
            f"서명한 글 그대로인지 확인하는 곳: {settings.SITE_URL}{VERIFY_PATH}",
            f"검증 코드 {code}",
        ),
    )


def party_document(page: AgreementPage) -> Document:
    """This function will lay out an agreement that is not in force yet, marked as such."""
    signing = page.line.state == AgreementState.SIGNING
    return Document(
        title=page.line.title,
        subtitle=page.subtitle,
        author=page.metropolitan_office_name,
        day=page.line.signing_date,
        label=UNSIGNED if signing else DRAFT,
        number=", ".join(side.number for side in page.approvals if side.number),
        approvals=tuple(each for side in page.approvals for each in _approvers(side)),
        blocks=(
            *(
                Clause(each.mark, each.level, each.heading, each.text, each.name)
                for each in page.clauses
                if each.is_in
            ),
            *_pillars((part.name, part.text) for part in page.pillars),
        ),
    )


def official_moment(moment: datetime) -> str:
    """This function will write when somebody signed, as 2025. 9. 27. 14:03."""
    local = localtime(moment)
    return f"{official_date(local)} {local:%H:%M}"


def _approvers(side: Side) -> Iterable[Approver]:
    """This function will lay out a side's box; one from before there were lines has one step."""
    if not side.cells:
        yield Approver(side.name, side.person_name, _day(side.done_at))
    for cell in side.cells:
        part = PARTS[LinePart(cell.part)]
        name = _by_right(cell.done_by, cell.manner)
        yield Approver(f"{side.name} {part}", name, _day(cell.done_at))


def _approved(each: PublishedApproval, agreement: PublishedAgreement) -> Approver:
    ours = each.organization_id == agreement.line.district_id
    step = f"{DISTRICT if ours else OFFICE} {PARTS[LinePart(each.part)]}"
    return Approver(step, _by_right(each.person_name, each.manner), _day(each.approved_at))


def _by_right(name: str, manner: str) -> str:
    return f"{name} ({MANNERS[Manner(manner)]})" if manner else name


def _day(moment: datetime | None) -> str:
    return official_date(localtime(moment)) if moment else ""


def _pillars(parts: Iterable[tuple[str, str]]) -> Iterable[Clause]:
    """This function will lay the pillars out as items: a table's row could be torn by a page."""
    for number, (name, text) in enumerate(parts, start=1):
        if number == 1:
            yield Clause(PILLARS, ARTICLE, "", "", PILLARS)
        mark = f"{number}."
        yield Clause(mark, ITEM, "", f"{name}\n{text}", f"{PILLARS} {mark}")
