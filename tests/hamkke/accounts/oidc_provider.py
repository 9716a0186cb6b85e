"""A real OpenID provider (allauth's own) in a process of its own; the tests run this file.

    python oidc_provider.py PORT REDIRECT_URI NAME=EMAIL=VERIFIED …

Prints one line when it answers. `/be/NAME/` signs the browser in as that user; consent is given.
"""

from __future__ import annotations

import sys
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def _configure() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    settings.configure(
        SECRET_KEY="provider-of-the-tests" * 3,
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        INSTALLED_APPS=[
            "django.contrib.contenttypes",
            "django.contrib.auth",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
        ],
        SESSION_COOKIE_NAME=f"provider{sys.argv[1]}",
        IDP_OIDC_PRIVATE_KEY=pem,
        USE_TZ=True,
    )


def _fill(redirect_uri: str, users: list[str]) -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.models import User

    for user in users:
        name, email, verified = user.split("=")
        account = User.objects.create_user(name)
        EmailAddress.objects.create(
            user=account, email=email, verified=verified == "1", primary=True
        )
    client = Client(
        id="hamkke",
        name="함께",
        scopes="openid\nprofile\nemail",
        redirect_uris=redirect_uri,
        skip_consent=True,
    )
    client.set_secret("secret-of-hamkke")
    client.save()


def be(request: HttpRequest, name: str) -> HttpResponse:
    """This view will sign the browser in as the user of that name."""
    from django.contrib.auth import login
    from django.contrib.auth.models import User

    login(request, User.objects.get(username=name))
    return HttpResponse("ok")


urlpatterns: list[Any] = []


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        pass


def main() -> None:
    """This function will serve until it is killed."""
    _configure()
    django.setup()
    urlpatterns.extend([path("", include("allauth.idp.urls")), path("be/<str:name>/", be)])
    call_command("migrate", verbosity=0)
    _fill(sys.argv[2], sys.argv[3:])
    from django.core.wsgi import get_wsgi_application

    with make_server(
        "localhost", int(sys.argv[1]), get_wsgi_application(), handler_class=_Quiet
    ) as server:
        print("ready", flush=True)  # noqa: T201
        server.serve_forever()


if __name__ == "__main__":
    main()
