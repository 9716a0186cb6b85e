"""What is told when everything fails."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/", "저희 쪽 문제로 멈추었습니다."),
        ("/districts/11545/", "저희 쪽 문제로 멈추었습니다."),
        ("/accounts/sign-in/", "저희 쪽 문제로 멈추었습니다."),
        ("/desk/", "저희 쪽 문제로 멈추었습니다."),
        ("/en/", "Something broke on our side."),
    ],
)
def test_without_a_database_a_calm_page_tells_nothing(
    path: str, sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Without the db fixture every query fails, as when PostgreSQL is down."""
    client = Client(raise_request_exception=False)
    client.cookies["hamkke_work"] = "a" * 32
    # As the same thread served somebody else before: this reader's language is what counts.
    with translation.override("ko" if path == "/en/" else "en"):
        answer = client.get(path)
    text = answer.content.decode()
    assert answer.status_code == 500
    assert sentence in text
    for told in ("Database", "Traceback", "RuntimeError", "psycopg", "11545"):
        assert told not in text
    assert "reference" in caplog.text
