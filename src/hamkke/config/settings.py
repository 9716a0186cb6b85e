"""Django settings: composition only; everything that varies comes from the environment."""

from __future__ import annotations

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import pghistory
from django.utils.csp import CSP
from psycopg.conninfo import conninfo_to_dict

ROOT: Final = Path(__file__).resolve().parents[3]
PACKAGE: Final = ROOT / "src" / "hamkke"


def _flag(name: str) -> bool:
    return os.environ.get(name, "") == "1"


def _list(name: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


DEMO = _flag("HAMKKE_DEMO")
DEBUG = _flag("HAMKKE_DEBUG")
ZONE = os.environ.get("HAMKKE_ZONE", "all")
DATA = Path(os.environ.get("HAMKKE_DATA", ROOT / "data" / "demo"))
SECRET_KEY = os.environ.get("HAMKKE_SECRET_KEY", "")
HTTPS = not DEMO and not _flag("HAMKKE_INSECURE_HTTP")
ALLOWED_HOSTS = _list("HAMKKE_ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = _list("HAMKKE_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "hamkke.database",
    "hamkke.web",
    "hamkke.audit",
    "hamkke.search",
    "hamkke.mail",
    "hamkke.organizations",
    "hamkke.accounts",
    "hamkke.files",
    "hamkke.inbox",
    "hamkke.weather",
    "hamkke.news",
    "hamkke.directory",
    "hamkke.agreements",
    "hamkke.programs",
    "hamkke.placements",
    "hamkke.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "hamkke.web.middleware.InputMiddleware",
    "hamkke.accounts.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hamkke.accounts.middleware.IdentityMiddleware",
    "hamkke.web.middleware.RefusalMiddleware",
]
ROOT_URLCONF = "hamkke.config.urls"
WSGI_APPLICATION = "hamkke.config.wsgi.application"
FORM_RENDERER = "hamkke.web.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "hamkke.web.context.shell",
                "hamkke.accounts.context.viewer",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                # its csrf_token takes the place of Django's
                "hamkke.accounts.templatetags.hats",
            ],
        },
    }
]


def _database() -> dict[str, Any]:
    """This function will read the connection from the environment.

    Only `./hamkke migrate` and the set-up connect as the owner (HAMKKE_AS_OWNER=1).
    """
    as_owner = _flag("HAMKKE_AS_OWNER")
    url = os.environ.get("HAMKKE_OWNER_URL" if as_owner else "DATABASE_URL", "")
    parts: dict[str, Any] = dict(conninfo_to_dict(url)) if url else {}
    options: dict[str, Any] = {}
    name, user = parts.pop("dbname", ""), parts.pop("user", "")
    password, host = parts.pop("password", ""), parts.pop("host", "")
    port = parts.pop("port", "")
    options.update(parts)
    if as_owner:
        options["options"] = "-c role=hamkke_owner"
    elif _flag("HAMKKE_POOL"):
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 10}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name or "hamkke",
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "OPTIONS": options,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "TEST": {"NAME": name or "hamkke"},
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events")
PGTRIGGER_MIGRATE = False

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
SESSION_COOKIE_AGE = 60 * 60 * 9
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "hamkke_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hamkke.web.views.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

SITE_URL = os.environ.get("HAMKKE_SITE_URL", "http://localhost:8000").rstrip("/")
MAIL_FROM = os.environ.get("HAMKKE_MAIL_FROM", "함께 <hamkke@localhost>")
MAIL_BOUNCES_TO = os.environ.get("HAMKKE_MAIL_BOUNCES_TO") or parseaddr(MAIL_FROM)[1]

BOUNCE_MAILDIR = os.environ.get("HAMKKE_BOUNCE_MAILDIR", "")


def _mailer() -> dict[str, Any]:
    """This function will read smtp://, smtp+starttls:// or smtps:// user:password@host:port."""
    url = urlsplit(os.environ.get("HAMKKE_SMTP_URL", ""))
    if DEMO and not url.scheme:
        return {"BACKEND": "hamkke.mail.console.Terminal"}
    options: dict[str, Any] = {
        "host": url.hostname or "localhost",
        "port": url.port,
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp+starttls",
        "use_ssl": url.scheme == "smtps",
        "timeout": 30,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


MAILERS = {"default": _mailer()}

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", "한국어"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "hamkke_language"
TIME_ZONE = "Asia/Seoul"
USE_TZ = True

# The weather of the Korea Meteorological Administration; without a key nothing is fetched.
KMA_KEY = os.environ.get("HAMKKE_KMA_KEY", "")
KMA_URL = os.environ.get("HAMKKE_KMA_URL", "https://apihub.kma.go.kr")
WEATHER_REGION = os.environ.get("HAMKKE_WEATHER_REGION", "서울")

# After how many months without a check the directory asks whether an entry is still right.
DIRECTORY_CHECK_MONTHS = int(os.environ.get("HAMKKE_DIRECTORY_CHECK_MONTHS", "6"))

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("HAMKKE_STATIC", ROOT / "build" / "static"))
STATICFILES_DIRS = [ROOT / "build" / "assets"] if (ROOT / "build" / "assets").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31536000

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
if _flag("HAMKKE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
# Bytes of a whole request, files included: what is larger is refused unread.
LARGEST_REQUEST = 25_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # A refused or unknown page is not news for the log of the server.
        "django.request": {"level": "ERROR"},
    },
}
