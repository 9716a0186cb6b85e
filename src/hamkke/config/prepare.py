"""Make what is derived from the checkout and the locked packages: run at set-up.

`python -m hamkke.config.prepare messages|assets|static`
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Final

import polib

ROOT: Final = Path(__file__).resolve().parents[3]
BUILD: Final = ROOT / "build"


def messages() -> None:
    """Compile each translation beside its source, where gettext looks for it."""
    for source in sorted(ROOT.glob("src/hamkke/**/*.po")):
        target = source.with_suffix(".mo")
        fresh = target.with_suffix(".new")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)


def assets() -> None:
    """Make fonts and style sheets from the front-end packages."""
    from hamkke.web.assets import build  # noqa: PLC0415 - needs the front-end packages

    BUILD.mkdir(exist_ok=True)
    (BUILD / "assets").mkdir(exist_ok=True)
    build(ROOT / "node_modules", BUILD / "assets")


def static() -> None:
    """Collect every app's static files, hashed and compressed, into one folder."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hamkke.config.settings"
    os.environ["HAMKKE_STATIC"] = str(BUILD / "static.new")
    os.environ.setdefault("HAMKKE_SECRET_KEY", "collecting files needs no secret")

    import django  # noqa: PLC0415 - reads the environment above
    from django.core.management import call_command  # noqa: PLC0415

    shutil.rmtree(BUILD / "static.new", ignore_errors=True)
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    shutil.rmtree(BUILD / "static", ignore_errors=True)
    (BUILD / "static.new").rename(BUILD / "static")


STEPS: Final = {"messages": messages, "assets": assets, "static": static}

if __name__ == "__main__":
    try:
        STEPS[sys.argv[1]]()
    except OSError as problem:
        sys.exit(f"{problem.filename}: {problem.strerror}")
