"""The instance as JSON, an object a part: `hamkke-allocation-instance/1`."""

from dataclasses import fields

from fair_allocation.fields import Fields
from fair_allocation.parts import Applicant, Session

INSTANCE_FORMAT = "hamkke-allocation-instance/1"


def read_parts(value: object) -> tuple[list[Applicant], list[Session]]:
    """This function will read the parts of a parsed file; it refuses fields it does not know."""
    whole = Fields("instance", value, known=("format", "applicants", "sessions"))
    return (
        [_read_applicant(n, item) for n, item in enumerate(whole.items("applicants"))],
        [_read_session(n, item) for n, item in enumerate(whole.items("sessions"))],
    )


def write_instance(
    applicants: tuple[Applicant, ...], sessions: tuple[Session, ...]
) -> dict[str, object]:
    """This function will return the parts in their file format, every field written out."""
    return {
        "format": INSTANCE_FORMAT,
        "applicants": [
            {
                "id": applicant.id,
                "wishes": list(applicant.wishes),
                "quota": applicant.quota,
                "need_tier": applicant.need_tier,
                "past_losses": applicant.past_losses,
                "district": applicant.district,
            }
            for applicant in applicants
        ],
        "sessions": [
            {
                "id": session.id,
                "capacity": session.capacity,
                "minimum": session.minimum,
                "slot": session.slot,
                "program": session.program,
                "district": session.district,
                "reserve": session.reserve,
            }
            for session in sessions
        ],
    }


def _read_applicant(number: int, value: object) -> Applicant:
    read = Fields(f"applicants[{number}]", value, known=_fields_of(Applicant))
    return Applicant(
        id=read.text("id"),
        wishes=read.texts("wishes"),
        quota=read.optional_whole("quota", 1),
        need_tier=read.optional_whole("need_tier", 0),
        past_losses=read.optional_whole("past_losses", 0),
        district=read.optional_text("district"),
    )


def _read_session(number: int, value: object) -> Session:
    read = Fields(f"sessions[{number}]", value, known=_fields_of(Session))
    return Session(
        id=read.text("id"),
        capacity=read.whole("capacity"),
        minimum=read.optional_whole("minimum", 0),
        slot=read.optional_text("slot"),
        program=read.optional_text("program"),
        district=read.optional_text("district"),
        reserve=read.optional_whole("reserve", 0),
    )


def _fields_of(kind: type[Applicant] | type[Session]) -> tuple[str, ...]:
    return tuple(found.name for found in fields(kind))
