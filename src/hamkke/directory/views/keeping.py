"""The directory for those who keep their own organization's entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hamkke.directory.actions.confirm_service import confirm_service
from hamkke.directory.actions.save_location import save_location
from hamkke.directory.actions.save_profile import save_profile
from hamkke.directory.actions.save_service import save_service
from hamkke.directory.forms.keeping import PlaceForm, ProfileForm, ServiceForm
from hamkke.directory.queries.desk import (
    desk_page,
    location_choices,
    location_to_edit,
    own_profile,
    service_to_edit,
)

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_safe
def own(request: Request) -> HttpResponse:
    """This view will list what the viewer keeps and verifies."""
    return render(request, "directory/desk.html", {"page": desk_page(viewer=request.viewer)})


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """This view will take what the organization says of itself."""
    known = own_profile(viewer=request.viewer)
    form = ProfileForm(request.POST or None, initial=ProfileForm.read(known))
    if form.is_valid():
        save_profile(viewer=request.viewer, content=form.content(), now=request.now)
        messages.success(request, _("기관 소개를 저장했습니다."))
        return redirect("directory_desk:own")
    return render(request, "directory/edit_profile.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def place(request: Request, location_id: int | None = None) -> HttpResponse:
    """This view will take a place."""
    viewer = request.viewer
    own_profile(viewer=viewer)
    known = (
        location_to_edit(viewer=viewer, location_id=location_id)
        if location_id is not None
        else None
    )
    form = PlaceForm(request.POST or None, initial=PlaceForm.read(known) if known else None)
    if form.is_valid():
        save_location(
            viewer=viewer, location_id=location_id, content=form.content(), now=request.now
        )
        messages.success(request, _("활동하는 곳을 저장했습니다."))
        return redirect("directory_desk:own")
    return render(request, "directory/edit_place.html", {"form": form, "place": known})


@require_http_methods(["GET", "HEAD", "POST"])
def service(request: Request, service_id: int | None = None) -> HttpResponse:
    """This view will take a service with its place and hours."""
    viewer = request.viewer
    places = location_choices(viewer=viewer)
    known = (
        service_to_edit(viewer=viewer, service_id=service_id) if service_id is not None else None
    )
    initial = ServiceForm.read(*known) if known else {"languages": ["ko"], "is_active": True}
    form = ServiceForm(request.POST or None, places=places, initial=initial)
    if form.is_valid():
        save_service(viewer=viewer, service_id=service_id, content=form.content(), now=request.now)
        messages.success(request, _("활동을 저장했습니다."))
        return redirect("directory_desk:own")
    context = {"form": form, "service": known[0] if known else None}
    return render(request, "directory/edit_service.html", context)


@require_POST
def checked(request: Request, service_id: int) -> HttpResponse:
    """This view will note that a service is still right."""
    confirm_service(viewer=request.viewer, service_id=service_id, now=request.now)
    messages.success(request, _("오늘 확인한 것으로 적었습니다."))
    return redirect("directory_desk:own")
