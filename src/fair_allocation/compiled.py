"""Loops that run as plain Python on little input, and compiled by numba on much.

Both ways run the same source, so they give the same numbers; tests hold them to it. Little input
needs no numba at all: importing it takes longer than sharing out a district's places. Compiled code
is kept where NUMBA_CACHE_DIR says, else where numba finds a folder it may write to; where there is
none it is compiled again in each process.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cached_property, partial, update_wrapper
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

LITTLE = 50_000
"""Up to so many steps, interpreting is faster than importing numba."""

LITTLE_ONCE_LOADED = 1_000
"""The same in a process that has imported numba already."""


class Kernel[**P, R]:
    """A function on numbers and arrays which calls nothing but other kernels."""

    def __init__(self, function: Callable[P, R]) -> None:
        """This function will keep the function; nothing is compiled yet."""
        self.interpreted = function
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """This function will run interpreted: how one kernel calls another."""
        return self.interpreted(*args, **kwargs)

    def on(self, steps: int) -> Callable[P, R]:
        """This function will return what to call for work of so many steps."""
        little = LITTLE_ONCE_LOADED if "numba" in sys.modules else LITTLE
        return self.interpreted if steps <= little else self.compiled

    @cached_property
    def compiled(self) -> Callable[P, R]:
        """The compiled function."""
        return self._compile(forceinline=False)

    @cached_property
    def inlined(self) -> Callable[P, R]:
        """The same, written into whoever calls it: a call would copy every array's description."""
        return self._compile(forceinline=True)

    def _compile(self, *, forceinline: bool) -> Callable[P, R]:
        import numba  # noqa: PLC0415 - slow to import, and little input needs none of it

        plain = cast("FunctionType", self.interpreted)
        called = {name: kernel.inlined for name, kernel in self._called.items()}
        function = FunctionType(plain.__code__, {**plain.__globals__, **called}, plain.__name__)
        function.__qualname__, function.__module__ = self.name_in_cache, plain.__module__
        compile_ = partial(numba.njit, nogil=True, forceinline=forceinline)
        try:
            # only what is called from outside is kept: the rest is written into it
            found = compile_(cache=not forceinline)(function)
        except RuntimeError:  # no folder can be written to
            found = compile_()(function)
        return cast("Callable[P, R]", found)

    @cached_property
    def _called(self) -> dict[str, Kernel[..., Any]]:
        plain = cast("FunctionType", self.interpreted)
        found = {name: plain.__globals__.get(name) for name in plain.__code__.co_names}
        return {name: it for name, it in sorted(found.items()) if isinstance(it, Kernel)}

    @cached_property
    def name_in_cache(self) -> str:
        """The function's name with a digest of all it calls.

        numba compiles again when the function's own file changes, and knows of no other.
        """
        plain = cast("FunctionType", self.interpreted)
        total = hashlib.sha256()
        for kernel in self._called.values():
            code = cast("FunctionType", kernel.interpreted).__code__
            total.update(f"{kernel.name_in_cache} {code.co_code!r} {code.co_consts!r}".encode())
        return f"{plain.__qualname__}_{total.hexdigest()[:8]}"
