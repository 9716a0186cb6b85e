"""Say which translations are missing: `python -m hamkke.config.cli.translations`."""

from __future__ import annotations

import sys

import polib

from hamkke.config.cli.environment import PACKAGE


def incomplete() -> list[str]:
    """Return a line for each message without a translation, or with one that is a guess."""
    return [
        f"{path.relative_to(PACKAGE)}:{entry.linenum}: {entry.msgid}"
        for path in sorted(PACKAGE.glob("**/*.po"))
        for entry in polib.pofile(str(path))
        if not entry.obsolete and (not entry.translated() or entry.fuzzy)
    ]


if __name__ == "__main__":
    found = incomplete()
    for line in found:
        print(line)
    sys.exit(1 if found else 0)
