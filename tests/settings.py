"""The settings of the test run: the production ones, with what only a test may have."""

import os
from pathlib import Path

os.environ.setdefault("HAMKKE_SECRET_KEY", "tests-only-" + "x" * 50)
os.environ.setdefault("HAMKKE_INSECURE_HTTP", "1")
os.environ.pop("HAMKKE_DEMO", None)
# kept from run to run, and shared by the workers of one
os.environ.setdefault(
    "FAIR_ALLOCATION_CODE", str(Path(__file__).parents[1] / "build" / "machine-code")
)

from hamkke.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["testserver", "localhost"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
