"""For whom a program is, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hamkke.programs.models import ProgramLevel


def audience(level: str, grade_from: int, grade_to: int) -> str:
    """This function will name level and grades, as 초등학교 4~6학년."""
    names = {"level": ProgramLevel(level).label, "first": grade_from, "last": grade_to}
    if grade_from == grade_to:
        return _("%(level)s %(first)d학년") % names
    return _("%(level)s %(first)d~%(last)d학년") % names
