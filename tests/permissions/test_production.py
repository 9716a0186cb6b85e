"""The production profile: checks clean, headers strict, demo impossible."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "hamkke.config.settings",
    "HAMKKE_SECRET_KEY": "k9" * 30 + "-not-a-real-one-!#%",
    "HAMKKE_ALLOWED_HOSTS": "hamkke.example",
    "HAMKKE_DEMO": "",
    "HAMKKE_INSECURE_HTTP": "",
}


def _django(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        env={**os.environ, **PRODUCTION, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("zone", ["public", "work", "support", "all"])
def test_check_deploy_is_clean(zone: str) -> None:
    done = _django("check", "--deploy", "--fail-level", "WARNING", HAMKKE_ZONE=zone)
    assert done.returncode == 0, done.stderr


def test_the_demo_cannot_be_switched_on_in_production() -> None:
    done = _django("check", "--deploy", HAMKKE_DEMO="1")
    assert done.returncode != 0
    assert "hamkke.E001" in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/en/", "/accounts/sign-in/", "/no-such-page/"])
def test_headers_are_strict(path: str) -> None:
    response = Client().get(path)
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
def test_the_portal_sets_no_cookie() -> None:
    for path in (
        "/",
        "/districts/",
        "/agreements/",
        "/programs/",
        "/news/",
        "/weather/",
        "/about/",
    ):
        assert Client().get(path).cookies == {}


@pytest.mark.django_db
def test_demo_sign_in_does_not_exist_outside_the_demo() -> None:
    client = Client()
    assert client.get(reverse("accounts:demo")).status_code == 404
    answer = client.post(reverse("accounts:demo"), {"persona": "superintendent"})
    assert answer.status_code == 404
    assert "hamkke_work" not in client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/desk/agreements/", "/desk/placements/"])
def test_the_work_area_asks_to_sign_in(path: str) -> None:
    response = Client().get(path)
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/sign-in/?next=")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_serving_refuses_the_demo(command: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hamkke.config.cli", command, "--data", str(tmp_path)],
        env={**os.environ, **PRODUCTION, "HAMKKE_DEMO": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=90,
    )
    assert done.returncode != 0
    assert "HAMKKE_DEMO" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("zone", "path", "status"),
    [
        ("public", "/", 200),
        ("public", "/desk/", 404),
        ("public", "/accounts/sign-in/", 404),
        ("public", "/support/", 404),
        ("work", "/", 404),
        ("work", "/desk/", 302),
        ("work", "/accounts/sign-in/", 200),
        ("support", "/", 404),
        ("support", "/desk/", 404),
        *((zone, "/healthz", 200) for zone in ("public", "work", "support", "all")),
    ],
)
def test_a_process_answers_for_its_zone_only(
    settings: Any, zone: str, path: str, status: int
) -> None:
    """What another zone serves is a 404 before any role is taken, never a 500."""
    settings.ZONE = zone
    assert Client().get(path).status_code == status
