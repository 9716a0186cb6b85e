"""Take the mark off an address."""

from __future__ import annotations

from hamkke.mail.models import ReturnedMail


def clear_returned(*, address: str, person_id: int | None = None) -> None:
    """This function will forget that e-mail came back from `address`, and from `person_id`.

    Call it under the identity role when the person has confirmed the address by its link.
    """
    ReturnedMail.objects.filter(address=address).delete()
    if person_id is not None:
        ReturnedMail.objects.filter(person_number=person_id).delete()
