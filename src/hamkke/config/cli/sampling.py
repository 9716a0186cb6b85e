"""Load the sample data: a process of its own, because it connects as the owner."""

from __future__ import annotations

from datetime import UTC, datetime

if __name__ == "__main__":
    import django

    django.setup()

    from hamkke.config.sample.load import load

    load(now=datetime.now(UTC))
