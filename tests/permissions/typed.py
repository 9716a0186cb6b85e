"""Bad input: what is typed, tampered with and sent to the forms of the matrix."""

from __future__ import annotations

from copy import deepcopy
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from django.db import transaction
from django.urls import reverse

from tests.permissions.matrix import MATRIX, ROLES, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.permissions.ground import Ground

HTML: Final = "\"'><script>alert(1)</script><img src=x onerror=alert(2)>"
# Neither may come back as it was typed: it would be markup.
UNESCAPED: Final = (b"<script>alert(1)", b"<img src=x onerror")
TYPED: Final = "abc 가나다"
NUMBERS: Final = ("0", "-1", str(10**18), str(2**63), str(10**30), "9" * 400, "abc", "٣", "1e3")
# What addresses without a page of their own take, beside the fields of the forms on pages.
NAMES: Final = (
    *("version", "content_hash", "decision", "text", "candidate", "is_public", "press", "wish"),
    *(
        "reason",
        "next",
        "membership",
        "persona",
        "sessions",
        "seed",
        "confirmed",
        "title",
        "comment",
    ),
)
URLENCODED: Final = "application/x-www-form-urlencoded"


class _Fields(HTMLParser):
    """Collects the fields of a page's forms with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag in {"input", "textarea", "select", "button"} and found.get("name"):
            self.values.setdefault(str(found["name"]), found.get("value") or "")


def reader(row: Row) -> str | None:
    """This function will name the first role that may open what the row is about."""
    return next((role for role in ROLES if role in (row.get or ()) and role != "anonymous"), None)


def sender(row: Row) -> str | None:
    """This function will name the first role that may post to the row."""
    return next((role for role in ROLES if role in (row.post or ()) and role != "anonymous"), None)


def one_row_a_name() -> list[Row]:
    """This function will return the first row of each address that somebody may read."""
    return list({row.name: row for row in reversed(MATRIX) if reader(row)}.values())


def fields(client: Client, row: Row, path: str) -> dict[str, str]:
    """This function will return the fields that the row's form has, and those it might have."""
    parser = _Fields()
    if row.get:
        parser.feed(client.get(path).content.decode())
    return dict.fromkeys(NAMES, "1") | parser.values


def bodies(known: dict[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """This function will give hostile bodies as keywords of the test client's `generic`."""

    def form(values: dict[str, str], **more: str) -> dict[str, Any]:
        pairs = [f"{quote(k)}={quote(v)}" for k, v in (values | more).items()]
        return {"data": "&".join(pairs), "content_type": URLENCODED}

    def everywhere(text: str) -> dict[str, Any]:
        return form(dict.fromkeys(known, text))

    yield "ten times too long", everywhere("가" * 4500)
    yield "one huge field", form(known, reason="가" * 400_000)
    yield "text", everywhere(TYPED)
    yield "a negative number", everywhere("-1")
    yield "a large number", everywhere(str(10**30))
    yield "a number that fits no column", everywhere(str(2**31))
    yield "not a number", everywhere("NaN")
    yield "NUL", everywhere("가\x00나")
    yield "emoji", everywhere("👩‍🏫🏫\U0001f1f0\U0001f1f7")
    yield "markup", everywhere(HTML)
    yield "spaces", everywhere(" \u3000\t\r\n\u200b\u202e")
    yield "a far year", everywhere("9999-12-31T23:59")
    yield "extra fields", form(known, id="1", state="in_force", published_at="2020-01-01", role="x")
    yield "3,000 fields", form(known | {f"field{number}": "1" for number in range(3000)})
    yield "JSON", {"data": b'{"version": 1}', "content_type": "application/json"}
    yield (
        "bytes of no text",
        {"data": b"title=%ff%fe\xff\xfe&version=\x80", "content_type": URLENCODED},
    )
    yield (
        "a broken multipart",
        {"data": b"--x\r\n", "content_type": "multipart/form-data; boundary=x"},
    )
    yield "multipart without boundary", {"data": b"x", "content_type": "multipart/form-data"}
    yield "an unknown charset", {"data": b"title=1", "content_type": f"{URLENCODED}; charset=nope"}


def path_of(ground: Ground, row: Row) -> str:
    """This function will bring about what the row is about and return its path."""
    return reverse(row.name, kwargs=ground.arguments(row.on))


def ask(client: Client, method: str, path: str, **how: Any) -> Any:
    """This function will send a request that leaves nothing: no row, no cookie."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path, **how)
        transaction.set_rollback(True)
    client.cookies = cookies
    return response
