"""What the doctor looks at in the outgoing mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg

from hamkke.config.cli.doctor import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNTS = """select
    count(*) filter (where finished_at is null and queued_at < now() - interval '1 day'
                     and due_at < now() + interval '1 day'),
    count(*) filter (where state in ('failed', 'unknown')
                     and finished_at > now() - interval '7 days'),
    (select count(*) from mail_returnedmail)
    from mail_message"""


def of_mail(connection: psycopg.Connection) -> Iterator[Finding]:
    """Count what waits for long and what failed, where this login may act as the jobs."""
    try:
        with connection.transaction():
            connection.execute("set local role hamkke_jobs")
            row = connection.execute(_COUNTS).fetchone()
    except (psycopg.errors.InsufficientPrivilege, psycopg.errors.UndefinedTable):
        return  # a login of one zone, or a database from before mail: said elsewhere
    assert row is not None
    waiting, failed, dead = row
    if waiting:
        yield Finding(
            ok=False,
            sentence=f"하루 넘게 보내지 못한 이메일이 {waiting}통 있습니다. "
            "./hamkke worker가 도는지, HAMKKE_SMTP_URL의 메일 서버가 받는지 확인해 주세요.",
        )
    if failed:
        yield Finding(
            ok=False,
            sentence=f"지난 7일 동안 끝내 보내지 못한 이메일이 {failed}통 있습니다. "
            "까닭은 docs/howto/mail.md의 마지막 명령으로 볼 수 있습니다.",
        )
    if not waiting and not failed:
        yield Finding(ok=True, sentence=f"이메일이 밀리지 않았습니다. 돌아온 주소 {dead}개.")
