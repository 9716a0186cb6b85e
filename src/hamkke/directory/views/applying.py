"""An organization applies, and looks how that stands. Nobody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from hamkke.accounts.client import client_of
from hamkke.database.errors import Refusal
from hamkke.directory.actions.apply_as_organization import apply_as_organization
from hamkke.directory.forms.applying import ApplicationForm
from hamkke.directory.queries.status import application_status
from hamkke.directory.secret import new_secret

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hamkke.accounts.http import Request


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: Request) -> HttpResponse:
    """This view will take an application with its documents."""
    form = ApplicationForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        secret = new_secret()
        path = reverse("organization_application:status", args=[secret])
        try:
            apply_as_organization(
                content=form.content(),
                documents=form.cleaned_data["documents"],
                secret=secret,
                page=f"{settings.SITE_URL}{path}",
                client=client_of(request, None).key,
                now=request.now,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect(path)
    return render(request, "directory/apply.html", {"form": form})


@require_safe
def status(request: Request, secret: str) -> HttpResponse:
    """This view will show how an application stands to whoever has its address."""
    return render(request, "directory/status.html", {"status": application_status(secret=secret)})
