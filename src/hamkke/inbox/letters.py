"""What an e-mail of the inbox says: titles and links, never details."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hamkke.web.text import format_datetime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST_LINES: Final = 50
SUPPORT: Final = "/support/"
SETTINGS_PATH: Final = "/desk/notices/settings/"


@dataclass(frozen=True, slots=True)
class Line:
    """A task or a notice, as the e-mail names it; `asked`: new, soon, late or again."""

    title: str
    url: str
    organization_name: str = ""
    due_at: datetime | None = None
    asked: str = "new"


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail."""

    subject: str
    text: str


def write_letter(*, tasks: Sequence[Line], notices: Sequence[Line], site: str) -> Letter:
    """This function will write one e-mail of everything a person is to be told of.

    Of the support zone it says only that there is something: a title might name a student.
    """
    parts = [_("함께에서 알려 드립니다.")]
    for heading, lines in ((_("할 일"), tasks), (_("알림"), notices)):
        if lines:
            shown = [_line(line, site) for line in lines[:MOST_LINES]]
            more = len(lines) - len(shown)
            if more > 0:
                shown.append(ngettext("그 밖에 %(n)d건", "그 밖에 %(n)d건", more) % {"n": more})
            parts += [f"[{heading}]", "\n\n".join(shown)]
    parts += [
        _("이메일을 받는 때를 바꾸거나 그만 받으려면:") + f"\n{site}{SETTINGS_PATH}",
        _("보내기만 하는 주소입니다. 답장은 받지 못합니다."),
    ]
    return Letter(_subject(tasks, notices), "\n\n".join(parts) + "\n")


def _subject(tasks: Sequence[Line], notices: Sequence[Line]) -> str:
    if len(tasks) + len(notices) == 1:
        (line,) = (*tasks, *notices)
        return f"[함께] {_title(line)}"[:200]
    counts = []
    if tasks:
        counts.append(ngettext("할 일 %(n)d건", "할 일 %(n)d건", len(tasks)) % {"n": len(tasks)})
    if notices:
        counts.append(ngettext("알림 %(n)d건", "알림 %(n)d건", len(notices)) % {"n": len(notices)})
    return f"[함께] {', '.join(counts)}"


def _line(line: Line, site: str) -> str:
    facts = []
    if line.asked == "late":
        facts.append(_("기한이 지났습니다"))
    elif line.asked.startswith("again"):
        facts.append(_("보낸 곳에서 다시 알렸습니다"))
    if line.due_at:
        facts.append(_("%(due)s까지") % {"due": format_datetime(line.due_at)})
    if line.organization_name:
        facts.append(line.organization_name)
    about = f"\n  {' · '.join(facts)}" if facts else ""
    return f"- {_title(line)}{about}\n  {site}{line.url}"


def _title(line: Line) -> str:
    """One line of words; other apps' titles may come from what people typed."""
    if line.url.startswith(SUPPORT):
        return _("지원 업무에 확인할 것이 있습니다")
    return " ".join("".join(c if c.isprintable() else " " for c in line.title).split())
