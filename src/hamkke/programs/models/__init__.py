"""The models of programs, one aggregate a file."""

from hamkke.programs.models.program import (
    GRADES,
    Program,
    ProgramLevel,
    ProgramSession,
    ProgramState,
)
from hamkke.programs.models.search import ProgramSearch
from hamkke.programs.models.step import ProgramApproval, ProgramStep, StepKind

__all__ = [
    "GRADES",
    "Program",
    "ProgramApproval",
    "ProgramLevel",
    "ProgramSearch",
    "ProgramSession",
    "ProgramState",
    "ProgramStep",
    "StepKind",
]
