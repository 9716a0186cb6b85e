"""What every action on an agreement does alike: lock, save, tell the map, write the step down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hamkke.agreements.models import (
    Agreement,
    AgreementState,
    AgreementStep,
    Approval,
    DistrictState,
    LinePart,
    Manner,
    StepKind,
)
from hamkke.agreements.rules import visible_to
from hamkke.audit.actions.record_action import record_action
from hamkke.database.errors import NotVisible

if TYPE_CHECKING:
    from datetime import datetime

    from hamkke.accounts.viewer import Viewer
    from hamkke.agreements.lines import Right
    from hamkke.agreements.models import LineStep

PUBLIC_STATES = {
    AgreementState.DRAFT: "negotiating",
    AgreementState.APPROVING: "negotiating",
    AgreementState.SIGNING: "signing",
    AgreementState.IN_FORCE: "in_force",
    AgreementState.ENDED: "ended",
}

TAKEN = {
    LinePart.DRAFT: (StepKind.LAID, "lay_line"),
    LinePart.REVIEW: (StepKind.REVIEWED, "review_agreement"),
    LinePart.DECIDE: (StepKind.APPROVED, "approve_agreement"),
}


def lock_agreement(*, viewer: Viewer, agreement_id: int) -> Agreement:
    """This function will lock and return an agreement that the viewer may see.

    PostgreSQL lets only those lock it who may change it as it stands; anybody else gets it
    unlocked, to be told why not. Raises NotVisible.
    """
    visible = Agreement.objects.filter(visible_to(viewer), pk=agreement_id)
    agreement = visible.select_for_update().first() or visible.first()
    if agreement is None:
        raise NotVisible
    return agreement


def save_agreement(agreement: Agreement, *, now: datetime, **changes: Any) -> None:
    """This function will save changes as the next version."""
    changes |= {"version": agreement.version + 1, "changed_at": now}
    for name, value in changes.items():
        setattr(agreement, name, value)
    agreement.save(update_fields=list(changes))


def tell_map(agreement: Agreement, *, now: datetime) -> None:
    """This function will bring the district's public state in line with the agreement."""
    state = PUBLIC_STATES[AgreementState(agreement.state)]
    shown = DistrictState.objects.filter(district_id=agreement.district_id).first()
    if shown is None:
        DistrictState.objects.create(district_id=agreement.district_id, state=state, changed_at=now)
    elif shown.state != state:
        shown.state, shown.changed_at = state, now
        shown.save(update_fields=["state", "changed_at"])


def deed_of(viewer: Viewer) -> dict[str, Any]:
    """This function will name who acts and for whom, as deeds keep it."""
    return {
        "organization_id": viewer.organization_id,
        "person_id": viewer.person_id,
        "person_name": viewer.name,
    }


def take_step(
    step: LineStep, right: Right, *, agreement: Agreement, viewer: Viewer, now: datetime
) -> None:
    """This function will write down that the viewer did a step of the own side's line."""
    Approval.objects.create(
        agreement=agreement,
        submission=agreement.submission,
        place=step.place,
        part=step.part,
        manner=right.manner,
        stand_in_id=right.stand_in_id,
        approved_at=now,
        **deed_of(viewer),
    )
    kind, action = TAKEN[LinePart(step.part)]
    note = str(Manner(right.manner).label) if right.manner else ""
    write_step(agreement, viewer=viewer, kind=kind, action=action, now=now, note=note)


def write_step(
    agreement: Agreement,
    *,
    viewer: Viewer,
    kind: StepKind,
    action: str,
    now: datetime,
    note: str = "",
) -> None:
    """This function will add the step to the timeline and to the audit."""
    AgreementStep.objects.create(
        agreement=agreement,
        kind=kind,
        note=note,
        done_at=now,
        **deed_of(viewer),
    )
    record_action(
        viewer=viewer.identity,
        action=action,
        subject=agreement,
        now=now,
        data={"version": agreement.version, "submission": agreement.submission},
    )
