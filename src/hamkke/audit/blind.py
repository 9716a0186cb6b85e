"""Insert-only rows: written by roles that may not read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from django.db.models import Model


def insert_blindly(entry: Model) -> None:
    """This function will insert `entry` without reading it back: the role may not select."""
    fields = [field for field in entry._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f'insert into "{entry._meta.db_table}" ({columns}) values ({marks})',  # noqa: S608, SLF001
            values,
        )
