"""The published order: greater need first, then more past losses, then a lottery anybody can redo.

The lottery key of an applicant is the SHA-256 digest of one byte string: the seed's UTF-8 bytes,
directly followed by the applicant id's UTF-8 bytes, with nothing between, before or after them.
Keys are compared as 64 lower-case hexadecimal digits; the smaller goes first. In a shell:

    printf '%s%s' "$SEED" "$APPLICANT_ID" | sha256sum

For one seed, different ids make different byte strings, so nobody can share a key. Text is taken as
it is given: no normalisation, no trimming.
"""

import hashlib

from fair_allocation import errors
from fair_allocation.instance import Applicant, Instance


def check_seed(seed: str) -> bytes:
    """This function will return the seed's bytes, or raise `InvalidSeed`."""
    try:
        encoded = seed.encode()
    except UnicodeEncodeError:
        raise errors.InvalidSeed(seed) from None
    if not encoded:
        raise errors.InvalidSeed(seed)
    return encoded


def lottery_key(seed: str, applicant_id: str) -> str:
    """This function will return SHA-256(seed ‖ applicant id), 64 lower-case hexadecimal digits."""
    return hashlib.sha256(check_seed(seed) + applicant_id.encode()).hexdigest()


def published_order(instance: Instance, *, seed: str) -> tuple[Applicant, ...]:
    """This function will return all applicants in the published order, the first in line first."""
    prefix = hashlib.sha256(check_seed(seed))

    def standing(applicant: Applicant) -> tuple[int, int, bytes, str]:
        ticket = prefix.copy()
        ticket.update(applicant.id.encode())
        return (-applicant.need_tier, -applicant.past_losses, ticket.digest(), applicant.id)

    return tuple(sorted(instance.applicants, key=standing))
