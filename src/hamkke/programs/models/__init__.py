"""The models of programs, one aggregate a file."""

from hamkke.programs.models.program import Level, Program, ProgramState, ProgramStep
from hamkke.programs.models.session import ProgramSession

__all__ = ["Level", "Program", "ProgramSession", "ProgramState", "ProgramStep"]
