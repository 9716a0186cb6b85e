"""E-mail addresses of people."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection

from hamkke.accounts.queries.personas import PREFIX


def address_of(*, person_id: int) -> str | None:
    """This function will return the person's e-mail address, for the jobs role alone.

    It is the login name where that is an address. In the demo personas have invented ones, which
    nothing but the terminal ever sees.
    """
    with connection.cursor() as cursor:
        cursor.execute("select accounts_login_name(%s)", [person_id])
        (name,) = cursor.fetchone()
    if name and settings.DEMO and name.startswith(PREFIX):
        return f"{name.removeprefix(PREFIX)}@demo.invalid"
    try:
        validate_email(name)
    except ValidationError:
        return None
    return str(name)
