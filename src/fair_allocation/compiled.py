"""Loops that run as plain Python on little input, and as machine code on much.

Both ways run the same source, so they give the same numbers; tests hold them to it. numba
translates a loop once; what it made is kept as a file (see `machine_code`) and loaded again without
numba, whose import takes longer than sharing out a city's places.
"""

from __future__ import annotations

import hashlib
from functools import cached_property, update_wrapper
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

from fair_allocation import machine_code

if TYPE_CHECKING:
    from collections.abc import Callable

LITTLE = 50_000
"""Up to so many steps, interpreting is faster than translating."""

LITTLE_ONCE_KEPT = 500
"""The same where the machine code is there already."""


class Kernel[**P, R]:
    """A function on numbers and arrays which calls nothing but other kernels.

    It makes no arrays: whoever calls it brings them, without gaps (C order). What is called from
    outside returns a whole number, a truth value or nothing.
    """

    def __init__(self, function: Callable[P, R]) -> None:
        """This function will keep the function; nothing is compiled yet."""
        self.interpreted = function
        self._routines: dict[str, machine_code.Routine] = {}
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """This function will run interpreted: how one kernel calls another."""
        return self.interpreted(*args, **kwargs)

    def on(self, steps: int) -> Callable[P, R]:
        """This function will return what to call for work of so many steps."""
        if steps <= LITTLE_ONCE_KEPT or (steps <= LITTLE and not self._is_kept):
            return self.interpreted
        return self.compiled

    def compiled(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """This function will run the machine code."""
        assert not kwargs, "machine code knows no names"
        values: list[int] = []
        shape = machine_code.lay_out(args, values)
        routine = self._routines.get(shape)
        if routine is None:
            routine = machine_code.routine(self.name, self.as_numba_function, args, shape)
            self._routines[shape] = routine
        found = routine(values)
        return cast("R", bool(found) if self._tells_truth else found)

    @cached_property
    def _tells_truth(self) -> bool:
        return self.interpreted.__annotations__.get("return") in {bool, "bool"}

    @property
    def _is_kept(self) -> bool:
        return bool(self._routines) or machine_code.is_kept(self.name)

    def as_numba_function(self) -> Any:
        """This function will return what numba can compile, all that is called written into it."""
        import numba  # noqa: PLC0415 - slow to import, and needed once

        plain = cast("FunctionType", self.interpreted)
        called = {name: kernel.as_numba_function() for name, kernel in self._called.items()}
        function = FunctionType(plain.__code__, {**plain.__globals__, **called}, plain.__name__)
        return numba.njit(function, forceinline=True, **machine_code.OPTIONS)

    @cached_property
    def _called(self) -> dict[str, Kernel[..., Any]]:
        return {name: it for name, it in self._globals.items() if isinstance(it, Kernel)}

    @cached_property
    def _globals(self) -> dict[str, Any]:
        plain = cast("FunctionType", self.interpreted)
        names = sorted({*plain.__code__.co_names} & {*plain.__globals__})
        return {name: plain.__globals__[name] for name in names}

    @cached_property
    def name(self) -> str:
        """The function's name, with a digest of all that its machine code is made from."""
        plain = cast("FunctionType", self.interpreted)
        total = hashlib.sha256(f"{plain.__code__.co_code!r} {plain.__code__.co_consts!r}".encode())
        for name, value in self._globals.items():
            if isinstance(value, Kernel):
                total.update(f"{name} {value.name}".encode())
            elif isinstance(value, int):
                total.update(f"{name} {value}".encode())
        return f"{plain.__module__}.{plain.__qualname__}-{total.hexdigest()[:16]}"
