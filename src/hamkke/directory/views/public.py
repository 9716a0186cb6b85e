"""The directory for everybody."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hamkke.directory.forms.public import FilterForm
from hamkke.directory.queries.map import place_map
from hamkke.directory.queries.published import (
    organization_page,
    public_services,
    service_lines,
    service_page,
)
from hamkke.directory.table import COLUMNS, row_of

if TYPE_CHECKING:
    from hamkke.accounts.http import Request

A_PAGE: Final = 30


@require_safe
def services(request: Request) -> HttpResponse:
    """This view will list services that pass the filters, beside their places on a map."""
    form = FilterForm(request.GET or None)
    found = public_services(form.filters)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    lines = service_lines(found[max(page.start_index() - 1, 0) : page.end_index()])
    context = {"form": form, "page_obj": page, "lines": lines, "map": place_map(lines)}
    return render(request, "directory/list.html", context)


@require_safe
def services_csv(request: Request) -> HttpResponse:
    """This view will give the same list as a table for a spreadsheet."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="services.csv"'
    writer = csv.writer(response)
    writer.writerow([str(title) for title in COLUMNS])
    form = FilterForm(request.GET or None)
    writer.writerows(row_of(line) for line in service_lines(public_services(form.filters)))
    return response


@require_safe
def service(request: Request, service_id: int) -> HttpResponse:
    """This view will show one service."""
    line = service_page(service_id=service_id)
    return render(request, "directory/service.html", {"service": line, "map": place_map([line])})


@require_safe
def organization(request: Request, organization_id: int) -> HttpResponse:
    """This view will show one organization with its services."""
    page = organization_page(organization_id=organization_id)
    return render(request, "directory/organization.html", {"page": page})
