"""What everybody may read: published programs.

No viewer: these run under the public role, whose policies know published rows only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, F, Max, Min, QuerySet, Sum

from hamkke.database.errors import NotVisible
from hamkke.organizations.queries.naming import in_reader_language
from hamkke.programs.models import Program, ProgramSession
from hamkke.programs.queries._found import holding, similar
from hamkke.programs.rules.audience import audience
from hamkke.search.text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.core.paginator import Page

PAGE_SIZE = 20
COLUMNS = (
    "id",
    "title",
    "summary",
    "district_id",
    "district__code",
    "district__organization__name",
    "district__organization__name_en",
    "venue__organization__name",
    "venue__organization__name_en",
    "agreement_pillar__pillar__code",
    "agreement_pillar__pillar__name",
    "agreement_pillar__pillar__name_en",
    "agreement_pillar__agreement_id",
    "level",
    "grade_from",
    "grade_to",
    "cost",
    "published_at",
    "session_count",
    "places",
    "first_starts_at",
    "last_ends_at",
)


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """A published program as lists show it; `capacity` is that of all sessions together."""

    id: int
    title: str
    summary: str
    district_id: int
    district_code: str
    district_name: str
    district_name_en: str
    venue_name: str
    venue_name_en: str
    pillar_code: str
    pillar_name: str
    pillar_name_en: str
    agreement_id: int
    level: str
    grade_from: int
    grade_to: int
    cost: int
    published_at: datetime
    session_count: int
    capacity: int
    first_starts_at: datetime
    last_ends_at: datetime

    @property
    def audience(self) -> str:
        """For whom it is, as 초등학교 4~6학년."""
        return audience(self.level, self.grade_from, self.grade_to)

    @property
    def district_label(self) -> str:
        """The district in the reader's language."""
        return in_reader_language(self.district_name, self.district_name_en)

    @property
    def venue_label(self) -> str:
        """The venue in the reader's language."""
        return in_reader_language(self.venue_name, self.venue_name_en)

    @property
    def pillar_label(self) -> str:
        """The pillar in the reader's language."""
        return in_reader_language(self.pillar_name, self.pillar_name_en)


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One session; `capacity` and `minimum` count class groups."""

    id: int
    starts_at: datetime
    ends_at: datetime
    place: str
    capacity: int
    minimum: int
    max_pupils: int | None


@dataclass(frozen=True, slots=True)
class PublishedProgram:
    """A published program in full."""

    line: ProgramLine
    description: str
    preparation: str
    venue_address: str
    agreement_title: str
    sessions: tuple[SessionLine, ...]


@dataclass(frozen=True, slots=True)
class FoundPrograms:
    """A page of what was found; `is_similar`: nothing held every word, these come near."""

    page: Page[ProgramLine]
    q: str
    is_similar: bool

    @property
    def total(self) -> int:
        """How many programs were found on all pages."""
        return self.page.paginator.count


def search_programs(
    *,
    q: str = "",
    district_code: str = "",
    pillar: str = "",
    level: str = "",
    grade: int | None = None,
    page: int = 1,
) -> FoundPrograms:
    """This function will find published programs, the best first; at most three queries.

    `q` is what somebody typed; `pillar` a pillar's code. Without `q` those whose sessions come
    last are first. A page that does not exist is the nearest one.
    """
    programs = _narrowed(district_code=district_code, pillar=pillar, level=level, grade=grade)
    if not words_of(q):
        return FoundPrograms(_page(_lines_of(programs), page), q, is_similar=False)
    found = _page(_lines_of(holding(programs, q)), page)
    if found.paginator.count:
        return FoundPrograms(found, q, is_similar=False)
    near = _page(_lines_of(similar(programs, q)), page)
    return FoundPrograms(near, q, is_similar=bool(near.paginator.count))


def published_program(program_id: int) -> PublishedProgram:
    """This function will return a published program in full; two queries. Raises NotVisible."""
    more = ("description", "preparation", "venue__address", "agreement_pillar__agreement__title")
    row = _with_figures(_published().filter(pk=program_id)).values_list(*COLUMNS, *more).first()
    if row is None:
        raise NotVisible
    description, preparation, venue_address, agreement_title = row[len(COLUMNS) :]
    sessions = ProgramSession.objects.filter(program_id=program_id).order_by("starts_at", "id")
    return PublishedProgram(
        line=ProgramLine(*row[: len(COLUMNS)]),
        description=description,
        preparation=preparation,
        venue_address=venue_address,
        agreement_title=agreement_title,
        sessions=tuple(
            SessionLine(*each)
            for each in sessions.values_list(
                "id", "starts_at", "ends_at", "place", "capacity", "minimum", "max_pupils"
            )
        ),
    )


def programs_of_district(district_id: int) -> tuple[ProgramLine, ...]:
    """This function will return a district's published programs; one query."""
    return tuple(_as_lines(_lines_of(_published().filter(district_id=district_id))))


def programs_of_agreement(agreement_id: int) -> tuple[ProgramLine, ...]:
    """This function will return the published programs under an agreement; one query."""
    programs = _published().filter(agreement_pillar__agreement_id=agreement_id)
    return tuple(_as_lines(_lines_of(programs)))


def _published() -> QuerySet[Program]:
    return Program.objects.filter(published_at__isnull=False)


def _narrowed(
    *, district_code: str, pillar: str, level: str, grade: int | None
) -> QuerySet[Program]:
    programs = _published()
    if district_code:
        programs = programs.filter(district__code=district_code)
    if pillar:
        programs = programs.filter(agreement_pillar__pillar__code=pillar)
    if level:
        programs = programs.filter(level=level)
    if grade is not None:
        programs = programs.filter(grade_from__lte=grade, grade_to__gte=grade)
    return programs


def _with_figures(programs: QuerySet[Program]) -> QuerySet[Program]:
    return programs.annotate(
        session_count=Count("sessions"),
        places=Sum("sessions__capacity"),
        first_starts_at=Min("sessions__starts_at"),
        last_ends_at=Max("sessions__ends_at"),
    )


def _lines_of(programs: QuerySet[Program]) -> QuerySet[Program]:
    ranked = ["-rank"] if "rank" in programs.query.annotations else []
    return _with_figures(programs).order_by(*ranked, F("last_ends_at").desc(), "title", "id")


def _as_lines(programs: QuerySet[Program]) -> Iterable[ProgramLine]:
    return (ProgramLine(*row) for row in programs.values_list(*COLUMNS))


def _page(programs: QuerySet[Program], number: int) -> Page[ProgramLine]:
    pages = Paginator(programs.values_list(*COLUMNS), PAGE_SIZE)
    page = pages.get_page(number)
    page.object_list = [ProgramLine(*row) for row in page.object_list]
    return page
