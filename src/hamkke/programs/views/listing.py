"""The list of programs and one program, as the work area shows them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamkke.programs.queries.desk import list_programs, program_page
from hamkke.programs.rules.permissions import concerns, may_offer
from hamkke.programs.wording import deed_label, headline, list_headline, next_step

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request

PAGE_SIZE = 50


@require_safe
def programs(request: Request) -> HttpResponse:
    """This view will list programs: the viewer's work first, then by state."""
    lines = list_programs(viewer=request.viewer)
    page = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))
    groups = [
        (key, [(line, next_step(line), deed_label(line)) for line in members])
        for key, members in groupby(page, key=lambda line: "" if line.next_deed else line.state)
    ]
    context = {
        "groups": groups,
        "page_obj": page,
        "headline": list_headline(lines, is_party=concerns(request.viewer) is not None),
        "may_offer": may_offer(request.viewer),
    }
    return render(request, "programs/list.html", context)


@require_safe
def program(request: Request, program_id: int) -> HttpResponse:
    """This view will show a program, who did what, and what the viewer may do."""
    page = program_page(viewer=request.viewer, program_id=program_id)
    context = {
        "page": page,
        "headline": headline(page.line),
        "next_step": next_step(page.line),
        "public_url": f"/programs/{page.id}/",  # the portal's, perhaps of another process
    }
    return render(request, "programs/detail.html", context)
