"""The programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from hamkke.portal.http import public_page
from hamkke.portal.queries.programs import program_page, programs_page
from hamkke.portal.rules import program_wish

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@public_page
def programs(request: Request) -> HttpResponse:
    """This view will find programs by words and filters."""
    page = programs_page(wish=program_wish(request.GET.dict()), now=request.now)
    return render(request, "portal/programs.html", {"page": page})


@public_page
def program(request: Request, program_id: int) -> HttpResponse:
    """This view will show one program with its sessions and their figures."""
    page = program_page(program_id=program_id, now=request.now)
    return render(request, "portal/program.html", {"page": page})
