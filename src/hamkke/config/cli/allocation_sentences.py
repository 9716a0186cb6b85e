"""What the library of allocation says, in Korean: one sentence for each of its classes."""

from __future__ import annotations

import fair_allocation
from fair_allocation import errors, reasons
from fair_allocation.properties import (
    capacity,
    certificate,
    minimums,
    no_envy,
    no_waste,
    only_wished,
    optimality,
    quotas,
    same_program,
    slots,
    succession,
)
from fair_allocation.verification import (
    CancellationsDiffer,
    CertificateDiffers,
    CertificateUnwanted,
    DigestDiffers,
    NotReproduced,
)

ERROR_SENTENCES: dict[type[errors.AllocationError], str] = {
    errors.InvalidJson: "JSON 파일로 읽을 수 없습니다: {reason}",
    errors.WrongFormat: '파일의 "format"이 {found}입니다. "{expected}" 파일을 주세요.',
    errors.MissingField: '{where}에 "{field}" 항목이 없습니다. 넣어 주세요.',
    errors.UnknownField: '{where}에 알 수 없는 "{field}" 항목이 있습니다. 철자를 확인해 주세요.',
    errors.InvalidField: '{where}의 "{field}" 값이 맞지 않습니다: {found} (바른 값: {expected})',
    errors.DuplicateApplicant: "'{applicant}' 신청자가 두 번 있습니다.",
    errors.DuplicateSession: "'{session}' 일정이 두 번 있습니다.",
    errors.UnknownWish: "'{applicant}' 신청자가 희망한 '{session}' 일정이 목록에 없습니다.",
    errors.DuplicateWish: "'{applicant}' 신청자가 '{session}' 일정을 두 번 희망했습니다.",
    errors.NumberOutOfRange: (
        "{kind} '{id}'의 {field} 값이 {value}입니다. 0 이상의 수를 적어 주세요."
    ),
    errors.InvalidArray: "배열 {name} 값이 맞지 않습니다 (바른 값: {expected})",
    errors.MinimumAboveCapacity: (
        "'{session}' 일정의 최소 인원({minimum})이 정원({capacity})보다 많습니다."
    ),
    errors.ReserveAboveCapacity: (
        "'{session}' 일정의 우선 자리({reserve})가 정원({capacity})보다 많습니다."
    ),
    errors.ReserveWithoutDistrict: (
        "'{session}' 일정에 우선 자리({reserve})가 있지만 어느 자치구의 것인지 적혀 있지 않습니다."
    ),
    errors.UnknownMechanism: "'{mechanism}' 방식은 없습니다. 쓸 수 있는 방식: {known}",
    errors.InvalidSeed: (
        "난수 씨앗이 비어 있거나 읽을 수 없는 글자가 있습니다. 한 글자 이상 적어 주세요."
    ),
    errors.NotProved: (
        "신청 {applicants}건과 일정 {sessions}개를 '{mechanism}' 방식으로 나눈 결과가 가장 좋은 "
        "것임을 증명하지 못해 결과를 내지 않았습니다. 다른 방식을 써 주세요."
    ),
    errors.TooLargeToProve: (
        "희망이 {wishes}건이라 '{mechanism}' 방식의 결과를 증명할 수 없어 배정하지 않았습니다. "
        "{most}건까지 증명합니다. 다른 방식을 써 주세요."
    ),
    errors.NotHeld: "'{applicant}' 신청자는 '{session}' 일정에 자리가 없습니다.",
    errors.SolverMissing: "OR-Tools가 있어야 합니다. hamkke[{extra}]를 설치해 주세요.",
    errors.CoreTooLarge: (
        "취소된 일정에 걸린 희망이 {wishes}건이라 최적을 찾지 않습니다. {most}건까지 찾습니다."
    ),
    errors.UnknownApplicant: "'{applicant}' 신청자가 이 자료에 없습니다.",
}

VIOLATION_SENTENCES: dict[type[fair_allocation.Violation], str] = {
    DigestDiffers: "입력 자료가 잠근 것과 다릅니다: 적힌 값 {claimed}, 계산한 값 {computed}",
    NotReproduced: (
        "다시 계산하면 '{applicant}' 신청자의 결과가 다릅니다: "
        "적힌 것 {claimed}, 계산한 것 {computed}"
    ),
    CancellationsDiffer: (
        "다시 계산하면 취소되는 일정이 다릅니다: 적힌 것 {claimed}, 계산한 것 {computed}"
    ),
    CertificateUnwanted: (
        "'{mechanism}' 방식에는 증명서가 없는데 파일에 적혀 있습니다. 증명서를 빼 주세요."
    ),
    only_wished.ApplicantMissing: "'{applicant}' 신청자가 결과에 없습니다.",
    only_wished.ApplicantUnknown: "결과에 있는 '{applicant}' 신청자가 입력 자료에 없습니다.",
    only_wished.SessionUnknown: (
        "'{applicant}' 신청자가 받은 '{session}' 일정이 입력 자료에 없습니다."
    ),
    only_wished.NotWished: "'{applicant}' 신청자가 희망하지 않은 '{session}' 일정을 받았습니다.",
    only_wished.GivenTwice: "'{applicant}' 신청자가 '{session}' 일정을 두 번 받았습니다.",
    only_wished.OutOfWishOrder: (
        "'{applicant}' 신청자의 결과가 희망 순서대로 적혀 있지 않습니다: {places}"
    ),
    capacity.OverCapacity: (
        "'{session}' 일정은 정원 {capacity}자리보다 많은 {given}자리를 나누어 주었습니다."
    ),
    quotas.OverQuota: "'{applicant}' 신청자가 상한 {quota}개를 넘겨 받았습니다: {places}",
    slots.SlotTakenTwice: (
        "'{applicant}' 신청자가 같은 시간({slot})에 '{first}', '{second}' 두 일정을 받았습니다."
    ),
    same_program.ProgramTwice: (
        "'{applicant}' 신청자가 같은 프로그램({program})을 '{first}', '{second}' 두 번 받았습니다."
    ),
    minimums.BelowMinimum: (
        "'{session}' 일정은 최소 {minimum}자리인데 {given}자리만 나가고도 취소되지 않았습니다."
    ),
    minimums.CancelledButGiven: "취소된 '{session}' 일정이 {given}자리를 나누어 주었습니다.",
    minimums.CancelledWithoutMinimum: "최소 인원이 없는 '{session}' 일정이 취소되었습니다.",
    minimums.CancelledUnknown: "취소 목록의 '{session}' 일정이 입력 자료에 없습니다.",
    minimums.CancelledTwice: "취소 목록에 '{session}' 일정이 두 번 있습니다.",
    CertificateDiffers: "다시 계산하면 증명서가 다릅니다.",
    certificate.CertificateUnreadable: "증명서가 없거나 읽을 수 없습니다: {where}",
    optimality.PriceWrong: (
        "증명서의 {round}번째 자리에서 '{session}' 일정의 값이 0보다 작거나, "
        "자리가 남았는데 0이 아닙니다."
    ),
    optimality.PlacesWrong: (
        "증명서의 {round}번째 자리에서 '{session}' 일정의 우선 자리와 일반 자리 수가 맞지 않습니다."
    ),
    optimality.BetterElsewhere: (
        "증명서의 {round}번째 자리가 가장 좋은 배정임을 보이지 못합니다: "
        "'{applicant}' 신청자에게 '{session}' 쪽이 더 낫습니다."
    ),
    optimality.WorseThanNothing: (
        "증명서의 {round}번째 자리가 가장 좋은 배정임을 보이지 못합니다: "
        "'{applicant}' 신청자의 자리가 그 값만 못합니다."
    ),
    optimality.NotUnique: "{round}번째 자리에 똑같이 좋은 다른 배정이 있습니다.",
    no_waste.WastedPlace: (
        "'{session}' 일정에 자리가 남았는데({capacity}자리 중 {given}자리 배정) "
        "희망한 '{applicant}' 신청자가 받지 못했습니다."
    ),
    no_envy.JustifiedEnvy: (
        "'{session}' 일정은 '{holder}' 신청자보다 '{applicant}' 신청자가 먼저입니다({ground})."
    ),
    succession.OfferedOutOfTurn: (
        "'{session}' 일정의 자리를 '{offered}' 신청자에게 권했지만 '{ahead}' 신청자가 "
        "앞에 있습니다."
    ),
    succession.OfferedToNobodyInLine: (
        "'{session}' 일정의 자리를 그 자리를 기다리지 않거나 받을 수 없는 '{offered}' 신청자에게 "
        "권했습니다."
    ),
    succession.NotOffered: (
        "'{session}' 일정의 자리를 아무에게도 권하지 않았지만 '{waiting}' 신청자가 기다립니다."
    ),
}

GROUNDS = {
    no_envy.LATER_TURN: "다른 신청자의 첫 자리가 두 번째 자리보다 먼저",
    no_envy.ORDER: "공개된 순서가 앞섬",
    no_envy.RESERVE: "자치구 우선 자리가 남아 있음",
}

REASON_SENTENCES: dict[type[fair_allocation.Reason], str] = {
    fair_allocation.Given: "배정되었습니다. {capacity}자리에 희망 {wished}건, 차례 {position}번.",
    fair_allocation.SessionFull: (
        "자리가 찼습니다. {capacity}자리에 희망 {wished}건, 차례 {position}번, {reached} "
        "앞선 까닭: {ahead}. 대기 {waitlist_position}번."
    ),
    fair_allocation.ReservedPlaces: (
        "자치구 우선 자리가 먼저 나갔습니다. {capacity}자리 중 {reserve}자리는 '{district}' "
        "우선이고, 차례 {position}번, {reached} 앞선 까닭: {ahead}. 대기 {waitlist_position}번."
    ),
    fair_allocation.SlotClash: "더 앞선 희망 '{given_session}' 일정과 시간({slot})이 겹칩니다.",
    fair_allocation.SameProgram: (
        "더 앞선 희망 '{given_session}' 일정과 같은 프로그램({program})입니다."
    ),
    fair_allocation.QuotaReached: "받을 수 있는 {quota}개를 더 앞선 희망으로 모두 받았습니다.",
    fair_allocation.NotConsidered: "더 앞선 희망 '{given_session}' 일정을 받아 살피지 않았습니다.",
    fair_allocation.SessionCancelled: (
        "최소 {minimum}자리가 차지 않아 취소되었습니다. 희망은 {wished}건이었습니다."
    ),
}


def error_sentence(error: errors.AllocationError) -> str:
    """This function will say an error of the library in Korean."""
    return ERROR_SENTENCES[type(error)].format_map(_readable(vars(error)))


def violation_sentence(violation: fair_allocation.Violation) -> str:
    """This function will say a violation in Korean."""
    values = _readable(vars(violation))
    if isinstance(violation, no_envy.JustifiedEnvy):
        values["ground"] = GROUNDS[violation.ground]
    return VIOLATION_SENTENCES[type(violation)].format_map(values)


def reason_sentence(reason: fair_allocation.Reason) -> str:
    """This function will say in Korean why a wish came true or not."""
    values = _readable(vars(reason))
    if isinstance(reason, reasons.OutOfPlaces):
        reached = reason.cutoff_position
        values["reached"] = (
            f"{reached}번까지 배정되었습니다." if reached else "남은 자리가 없었습니다."
        )
        values["ahead"] = _ahead(reason)
    return REASON_SENTENCES[type(reason)].format_map(values)


def _ahead(reason: reasons.OutOfPlaces) -> str:
    counts = {
        "앞선 순번": reason.ahead_by_turn,
        "배려 단계": reason.ahead_by_need,
        "지난 탈락": reason.ahead_by_past_losses,
        "추첨": reason.ahead_by_lottery,
        "자치구 우선 자리": reason.reserved_behind,
    }
    return ", ".join(f"{name} {count}" for name, count in counts.items() if count) or "없음"


def _readable(values: dict[str, object]) -> dict[str, object]:
    return {
        name: (", ".join(map(str, value)) or "없음") if isinstance(value, tuple) else value
        for name, value in values.items()
    }
