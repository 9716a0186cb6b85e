"""Whose e-mail comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from hamkke.mail.models import ReturnedMail

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def returned_people(*, person_ids: Iterable[int]) -> dict[int, datetime]:
    """This function will return since when e-mail to each of the people comes back.

    Under the work role: oneself, and the people of the organization one looks after.
    """
    rows = ReturnedMail.objects.filter(person_number__in=list(person_ids))
    return {
        number: at
        for number, at in rows.order_by("returned_at").values_list("person_number", "returned_at")
        if number is not None
    }


def returned_addresses(*, addresses: Iterable[str]) -> frozenset[str]:
    """This function will return which of the addresses, known to the caller, are dead."""
    with connection.cursor() as cursor:
        cursor.execute("select * from mail_returned(%s)", [list(addresses)])
        return frozenset(row[0] for row in cursor.fetchall())
