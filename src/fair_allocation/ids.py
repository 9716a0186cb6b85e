"""Texts that name somebody or something: not empty, writable in UTF-8, and each once."""

from itertools import pairwise

from fair_allocation import errors


def check_text(where: str, name: str, value: str) -> None:
    """This function will refuse a text that is empty or that UTF-8 cannot write.

    An empty text is refused because a form that sends "" for "none" would otherwise make all its
    sessions clash with each other.
    """
    if not value:
        raise errors.InvalidField(where, name, "a text of at least one character", '""')
    try:
        value.encode()
    except UnicodeEncodeError:
        raise errors.InvalidField(where, name, "a text of whole characters", ascii(value)) from None


def check_ids(
    kind: str,
    ids: tuple[str, ...],
    duplicate: type[errors.DuplicateApplicant | errors.DuplicateSession],
) -> None:
    """This function will refuse sorted ids if one is no text or is there twice."""
    try:
        "".join(ids).encode()
        broken = bool(ids) and not ids[0]  # ids are sorted: an empty one comes first
    except UnicodeEncodeError:
        broken = True
    if broken:
        for name in ids:
            check_text(kind, "id", name)
    for one, other in pairwise(ids):
        if one == other:
            raise duplicate(one)
