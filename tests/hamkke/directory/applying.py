"""An application as it is put in, with its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile

from hamkke.accounts.viewer import ANONYMOUS
from hamkke.audit.blind import insert_blindly
from hamkke.database import roles
from hamkke.database.identity import acting_as
from hamkke.directory.actions.apply_as_organization import apply_as_organization
from hamkke.directory.content import ApplicationContent
from hamkke.directory.models import Application
from tests.hamkke.directory.samples import WHEN

if TYPE_CHECKING:
    from tests.world import World

SECRET = "a-secret-of-the-applicant"
NUMBER = "1248100998"


def content(world: World, **changes: Any) -> ApplicationContent:
    values: dict[str, Any] = {
        "name": "한빛 마을공방",
        "registration_number": NUMBER,
        "district_id": world.organization("district").pk,
        "address": "가람광역시 한빛구 나무길 3",
        "contact_name": "박지원",
        "contact_email": "maker@example.com",
        "phone": "02-000-0000",
        "plan": "의자를 함께 만듭니다.",
    }
    return ApplicationContent(**values | changes)


def put_in(world: World, **changes: Any) -> Application:
    """This function will apply as nobody, or by hand where `changes` are of the decision."""
    by_hand = {"state", "organization_id"} & set(changes)
    with acting_as(roles.IDENTITY, ANONYMOUS.identity):
        if by_hand:
            from dataclasses import asdict

            row = Application(
                secret_hash="x", submitted_at=WHEN, **asdict(content(world)) | changes
            )
            insert_blindly(row)
            return row
        return apply_as_organization(
            content=content(world, **changes),
            documents=[SimpleUploadedFile("고유번호증.pdf", b"%PDF-1.7 1")],
            secret=SECRET,
            page=f"https://example.com/{SECRET}/",
            client="one",
            now=WHEN,
        )
