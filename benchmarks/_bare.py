"""The least that Django can do: one indexed SELECT, one INSERT with its COMMIT."""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path
from psycopg.conninfo import conninfo_to_dict

SELECT = "select note from benchmark_bare where id = %s"
INSERT = "insert into benchmark_bare (note) values (%s)"


def select(_request: HttpRequest) -> HttpResponse:
    """One row by its key."""
    with connection.cursor() as cursor:
        cursor.execute(SELECT, [500])
        (note,) = cursor.fetchone()
    return HttpResponse(note)


def insert(_request: HttpRequest) -> HttpResponse:
    """One row, durable when the answer goes out."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT, ["a wish"])
    return HttpResponse("kept")


urlpatterns = [path("select", select), path("insert", insert)]

if not settings.configured:
    parts = conninfo_to_dict(os.environ["BENCH_BARE_URL"])
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="bare",  # noqa: S106 - signs nothing
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts["dbname"],
                "USER": parts["user"],
                "PASSWORD": parts.get("password", ""),
                "HOST": parts["host"],
                "PORT": parts["port"],
                "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}},
            }
        },
    )
    django.setup()

application = get_wsgi_application()
