"""The settings of the test run: the production ones, with what only a test may have."""

import os

os.environ.setdefault("HAMKKE_SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("HAMKKE_INSECURE_HTTP", "1")
os.environ.pop("HAMKKE_DEMO", None)

from hamkke.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
