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

from hamkke.config.providers import provider_origins, read_providers

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
# where fair_allocation keeps its compiled loops: an install may be read-only, this folder is not
os.environ.setdefault("FAIR_ALLOCATION_CODE", str(DATA / "compiled"))
SECRET_KEY = os.environ.get("HAMKKE_SECRET_KEY", "")
SECRET_KEY_FALLBACKS = _list("HAMKKE_OLD_SECRET_KEYS")
PROVIDERS = read_providers(os.environ.get("HAMKKE_OIDC", ""))
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
    "hamkke.documents",
    "hamkke.audit",
    "hamkke.mail",
    "hamkke.search",
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
    # Below hamkke's own, whose templates go before.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Before whatever may fail: an error is told in the reader's language, not the last one's.
    "django.middleware.locale.LocaleMiddleware",
    "hamkke.web.middleware.LanguageMiddleware",
    "hamkke.web.middleware.InputMiddleware",
    "hamkke.accounts.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hamkke.accounts.middleware.IdentityMiddleware",
    "hamkke.inbox.middleware.NoticesMiddleware",
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
                "hamkke.inbox.context.notices",
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
# For the identity role alone: used codes and limits of sign-in must hold across processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="events")
PGTRIGGER_MIGRATE = False

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["hamkke.accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hamkke.accounts.passwords.LengthValidator"},
    {"NAME": "hamkke.accounts.passwords.GuessableValidator"},
    {"NAME": "hamkke.accounts.passwords.BreachedValidator"},
]
# Made by `./hamkke import passwords`.
BREACHED_PASSWORDS = Path(os.environ.get("HAMKKE_BREACHED_PASSWORDS", DATA / "breached-passwords"))
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "hamkke.accounts.adapters.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "hamkke.accounts.adapters.account.name_of"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_FORMS = {
    "add_email": "hamkke.accounts.forms.credentials.AddressForm",
    "change_password": "hamkke.accounts.forms.credentials.ChangePasswordForm",
    "reauthenticate": "hamkke.accounts.forms.credentials.ProvePasswordForm",
    "reset_password": "hamkke.accounts.forms.credentials.ForgottenPasswordForm",
    "reset_password_from_key": "hamkke.accounts.forms.credentials.NewPasswordForm",
    "set_password": "hamkke.accounts.forms.credentials.FirstPasswordForm",
}
# hamkke counts failed attempts itself, by account and client: accounts.actions.take_attempt.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reset_password": "20/m/ip,5/h/key"}
MFA_ADAPTER = "hamkke.accounts.adapters.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_FORMS = {
    "activate_totp": "hamkke.accounts.forms.second_factor.AddAppForm",
    "add_webauthn": "hamkke.accounts.forms.second_factor.AddPasskeyForm",
    "authenticate": "hamkke.accounts.forms.second_factor.CodeForm",
    "authenticate_webauthn": "hamkke.accounts.forms.second_factor.PasskeyForm",
    "login_webauthn": "hamkke.accounts.forms.second_factor.PasskeySignInForm",
    "reauthenticate": "hamkke.accounts.forms.second_factor.CodeAgainForm",
    "reauthenticate_webauthn": "hamkke.accounts.forms.second_factor.PasskeyAgainForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts come by invitation, nobody signs up for another
MFA_TOTP_ISSUER = "hamkke"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # http://localhost; browsers allow no other
SOCIALACCOUNT_ADAPTER = "hamkke.accounts.adapters.provider.ProviderAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_OPENID_CONNECT_URL_PREFIX = ""
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": PROVIDERS, "OAUTH_PKCE_ENABLED": True}}
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
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
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
    # Browsers hold a form to it along its redirects, also those to a provider.
    "form-action": [CSP.SELF, *provider_origins(PROVIDERS)],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
# How many proxies of one's own a request has passed; each adds one to X-Forwarded-For.
PROXIES = int(os.environ.get("HAMKKE_BEHIND_PROXY", "") or 0)
if PROXIES:
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
