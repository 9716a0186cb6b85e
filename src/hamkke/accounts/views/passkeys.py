"""Removing a passkey."""

from __future__ import annotations

from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.urls import reverse_lazy


class _Remove(RemoveWebAuthnView):
    success_url = reverse_lazy("mfa_index")


remove_passkey = _Remove.as_view()
