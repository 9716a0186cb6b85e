"""`administrator`: the metropolitan office and the code with which its first officer comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from hamkke.config.cli.environment import DataOption, installation
from hamkke.config.cli.schema import migrate_if_needed, run_as_owner
from hamkke.config.cli.terminal import TroubleError, fail, say

if TYPE_CHECKING:
    from hamkke.config.cli.environment import Installation

OFFICE: Final = "서울특별시교육청"
_LAST_WORDS: Final = 4000


def administrator(
    office: Annotated[
        str, typer.Option(help="교육청 이름. 아직 없을 때만 씁니다 (name of the office)")
    ] = OFFICE,
    again: Annotated[
        bool, typer.Option("--again", help="담당자가 이미 있어도 코드를 만듭니다 (also later)")
    ] = False,
    data: DataOption = None,
) -> None:
    """교육청 첫 담당자의 초대 코드를 만듭니다 (print the first officer's code)."""
    with installation(data) as here:
        migrate_if_needed(here)
        code = make_code(here, office, again=again)
    if not code:
        fail(
            "교육청에 담당자가 이미 있습니다. 그 사람이 다음 사람을 초대할 수 있습니다. "
            "아무도 로그인할 수 없게 되었다면 --again을 붙여 주세요."
        )
    say(f"관리자 코드: {code}  (2주 동안 한 번. 함께의 /accounts/code/에 적으세요.)")


def make_code(here: Installation, office: str, *, again: bool) -> str:
    """Return a fresh code, or nothing where the office has an officer."""
    done = run_as_owner(here, "hamkke.config.cli.founding", office, *(["again"] if again else []))
    if done.returncode != 0:
        raise TroubleError(
            f"{done.stdout[-_LAST_WORDS:]}\n관리자 코드를 만들지 못했습니다.",
            "The administrator's code could not be made; the reason is above.",
        )
    return done.stdout.strip().rpartition("\n")[2]
