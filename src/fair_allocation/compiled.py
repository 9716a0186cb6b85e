"""Loops that run as plain Python on little input, and compiled by numba on much.

Both ways run the same source, so they give the same numbers; tests hold them to it. Little input
needs no numba at all: importing it takes longer than sharing out a district's places. Compiled code
is kept in the folder named by `keep_compiled_in`, else where numba finds a folder it may write to;
where there is none it is compiled again in each process.
"""

from __future__ import annotations

import hashlib
from functools import cached_property, update_wrapper
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LITTLE = 20_000
"""Up to so many steps, interpreting is faster than loading compiled code."""

_folder: Path | None = None


def keep_compiled_in(folder: Path | None) -> None:
    """This function will have compiled code kept in a folder, from the next kernel on."""
    global _folder  # noqa: PLW0603 - numba keeps the folder for the whole process too
    _folder = folder


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
        return self.interpreted if steps <= LITTLE else self.compiled

    @cached_property
    def compiled(self) -> Callable[P, R]:
        """The compiled function; it calls the compiled kernels."""
        import numba  # noqa: PLC0415 - slow to import, and little input needs none of it

        if _folder is not None:
            numba.config.CACHE_DIR = str(_folder)  # type: ignore[attr-defined]
        plain = cast("FunctionType", self.interpreted)
        called = {name: kernel.compiled for name, kernel in self._called.items()}
        function = FunctionType(plain.__code__, {**plain.__globals__, **called}, plain.__name__)
        function.__qualname__, function.__module__ = self.name_in_cache, plain.__module__
        try:
            return cast("Callable[P, R]", numba.njit(function, cache=True, nogil=True))
        except RuntimeError:  # no folder can be written to
            return cast("Callable[P, R]", numba.njit(function, nogil=True))

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
