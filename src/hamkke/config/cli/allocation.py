"""`./hamkke allocation`: share out places, check a bundle, explain a result. Needs no database."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

import fair_allocation
from fair_allocation import Bundle, Instance, errors, minimum_sizes
from hamkke.config.cli.allocation_sentences import (
    error_sentence,
    reason_sentence,
    violation_sentence,
)
from hamkke.config.cli.environment import data_folder

# where compiled loops are kept: the checkout may be read-only, the data folder is not
os.environ.setdefault("FAIR_ALLOCATION_CODE", str(data_folder(None) / "compiled"))

app = typer.Typer(
    name="allocation",
    help="희망을 받아 자리를 나누고, 결과를 검산하고, 까닭을 설명합니다.",
    no_args_is_help=True,
)

GAIN_BY_CUTTING = (
    "이 방식에서는 희망을 줄여 적어 이득을 볼 수 있습니다. 모의 배정(신청 2,000건, 일정 200개)에서 "
    "200명 가운데 48명(24%)이 그랬습니다. 기본 방식에서는 한 회차에 한 자리이고 최소 인원이 없으면 "
    "아무도 그럴 수 없습니다."
)
"""Measured by `benchmarks/optimum.py --gain 200`."""

LARGEST_FILE = 2**30
"""Bytes: a national instance is about 100 MB; much more is a wrong file."""


@app.command()
def run(
    instance_file: Annotated[Path, typer.Argument(metavar="INSTANCE.json", help="희망과 자리")],
    seed: Annotated[str, typer.Option(help="공개된 난수 씨앗(글)")],
    output: Annotated[Path, typer.Option("--output", "-o", help="결과를 쓸 파일")],
    mechanism: Annotated[
        str, typer.Option(help="방식: " + ", ".join(fair_allocation.MECHANISMS))
    ] = fair_allocation.DEFERRED_ACCEPTANCE,
    compact: Annotated[
        bool, typer.Option("--compact", help="큰 자료: 수를 줄여 적습니다.")
    ] = False,
    compare: Annotated[
        bool,
        typer.Option(
            "--compare", help="취소 규칙으로 줄어든 자리를 최적과 견줍니다(hamkke[minimums])."
        ),
    ] = False,
) -> None:
    """자리를 나누고, 검산한 뒤, 누구나 다시 검산할 수 있는 묶음 파일을 씁니다."""
    try:
        instance = Instance.from_text(_read(instance_file))
        allocation = fair_allocation.allocate(instance, mechanism=mechanism, seed=seed)
        report = fair_allocation.verify(instance, allocation)
        lost = minimum_sizes.compare(instance, allocation) if compare else None
    except errors.AllocationError as error:
        raise _refuse(error_sentence(error)) from None
    if not report.ok:
        _print_violations(report)
        raise typer.Exit(1)
    try:
        fair_allocation.write_bundle(output, Bundle.of(instance, allocation), compact=compact)
    except OSError as error:
        raise _refuse(f"{output} 파일을 쓸 수 없습니다: {os.strerror(error.errno or 0)}") from None
    start, place = allocation.numbered(instance)
    served = int((start[1:] > start[:-1]).sum())
    applicants = len(instance.applicant_ids)
    _say(f"신청 {applicants}건 가운데 {served}건에 {len(place)}자리를 나누었습니다.")
    _say(f"최소 인원에 미치지 못해 취소된 일정: {len(allocation.cancelled)}개")
    if mechanism == fair_allocation.LEXICOGRAPHIC_OPTIMUM:
        _say(GAIN_BY_CUTTING)
    if lost is not None:
        _say(_compared(lost))
    _say(f"입력 {instance.digest}")
    _say(f"{output} 파일에 적었습니다.")


@app.command()
def verify(
    bundle_file: Annotated[Path, typer.Argument(metavar="BUNDLE.json", help="묶음 파일")],
) -> None:
    """묶음 파일을 검산합니다. 틀린 곳이 있으면 하나씩 적고 1로 끝납니다."""
    try:
        report = fair_allocation.verify_bundle(Bundle.from_text(_read(bundle_file)))
    except errors.AllocationError as error:
        raise _refuse(error_sentence(error)) from None
    if not report.ok:
        _print_violations(report)
        raise typer.Exit(1)
    _say(f"틀린 곳이 없습니다. 살핀 것 {len(report.checked)}가지: {', '.join(report.checked)}")


@app.command()
def explain(
    bundle_file: Annotated[Path, typer.Argument(metavar="BUNDLE.json", help="묶음 파일")],
    applicant: Annotated[str, typer.Argument(metavar="APPLICANT", help="신청자 번호")],
) -> None:
    """한 신청자의 희망마다 결과와 까닭을 적습니다."""
    try:
        bundle = Bundle.from_text(_read(bundle_file))
        explanation = fair_allocation.explain(bundle.instance, bundle.allocation, applicant)
    except errors.AllocationError as error:
        raise _refuse(error_sentence(error)) from None
    if not explanation.reasons:
        _say(f"'{applicant}' 신청자는 낸 희망이 없습니다.")
    for reason in explanation.reasons:
        _say(f"{reason.rank}지망 '{reason.session}': {reason_sentence(reason)}")


@app.command()
def page(
    output: Annotated[Path, typer.Option("--output", "-o", help="페이지를 쓸 파일")],
) -> None:
    """브라우저에서 묶음 파일을 검산하는 페이지를 씁니다. 인터넷 없이 열립니다."""
    try:
        output.write_bytes(fair_allocation.checker_page())
    except OSError as error:
        raise _refuse(f"{output} 파일을 쓸 수 없습니다: {os.strerror(error.errno or 0)}") from None
    _say(f"{output} 파일에 적었습니다. 브라우저로 열어 묶음 파일을 골라 주세요.")


def _compared(found: minimum_sizes.Comparison) -> str:
    most = f"{found.best}자리" if found.proved else f"{found.best}–{found.bound}자리"
    return (
        f"취소된 일정을 희망한 신청 {found.applicants}건에 {found.by_rule}자리를 나누었습니다. "
        f"어떻게 취소해도 {most}까지입니다."
    )


def _print_violations(report: fair_allocation.Report) -> None:
    for violation in report.violations:
        _say(f"{violation.kind}: {violation_sentence(violation)}")
    _say(f"틀린 곳이 {len(report.violations)}개 있습니다. 이 결과를 발표하면 안 됩니다.", err=True)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise _refuse(f"{path} 파일이 너무 큽니다. 1GB까지 읽습니다.")
        return path.read_bytes()
    except OSError as error:
        raise _refuse(f"{path} 파일을 읽을 수 없습니다: {os.strerror(error.errno or 0)}") from None


def _refuse(sentence: str) -> typer.Exit:
    _say(sentence, err=True)
    return typer.Exit(1)


def _say(sentence: str, *, err: bool = False) -> None:
    # Ids come from a file: what a terminal would obey, or could not show, is written as its code.
    shown = "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in sentence
    )
    typer.echo(shown, err=err)
