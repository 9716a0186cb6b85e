"""Machine code of kernels: made by numba once, kept as a file, loaded by llvmlite alone.

A file holds one object (ELF or the machine's own form) behind its SHA-256; one that is not whole is
made again. Its name says of what it was made: the source, the kinds of arguments, the versions and
the processor. Files lie in the folder that the environment names in FAIR_ALLOCATION_CODE, else
beside this module. Where nothing can be written, code is made in each process anew.

Numbers are handed over as one row of 64-bit words. Of an array the word is where numpy keeps it:
its memory, shape and flags stand there as numpy's binary interface lays down (`PyArrayObject`).
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import tempfile
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPTIONS: dict[str, Any] = {
    "error_model": "numpy",
    "no_cpython_wrapper": True,
    "no_cfunc_wrapper": True,
    "_nrt": False,  # no array is made or counted
}
ENTRY = "fair_allocation_entry"
GAPS = 2
"""The status of a call with an array that has gaps."""
DATA, SHAPE, FLAGS = (object.__basicsize__ + offset for offset in (0, 16, 48))
"""Where an array's object has them, in bytes: behind what every object begins with."""
RESULT, NOTHING = 0, 1
"""The first words handed over: room for what is returned, and one that stays 0."""


class Routine:
    """Machine code, ready to be called with words."""

    def __init__(self, engine: Any) -> None:
        """This function will keep the engine: its memory holds the code."""
        self._engine = engine
        kind = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p)
        self._call = kind(engine.get_function_address(ENTRY))

    def __call__(self, values: list[int]) -> int:
        """This function will run the code (other threads run on) and return what it returns."""
        words = (ctypes.c_int64 * (len(values) + 2))(0, 0, *values)
        status = self._call(words)
        assert status != GAPS, "a kernel reads arrays without gaps"
        assert status == 0, status
        return words[RESULT]


def lay_out(value: object, values: list[int]) -> str:
    """This function will add the words of a value, and return what kind it is."""
    if isinstance(value, np.ndarray):
        values.append(id(value))
        return f"{value.dtype.char}{value.ndim}"
    if isinstance(value, tuple):
        return f"({' '.join([lay_out(part, values) for part in value])})"
    if isinstance(value, bool | np.bool_):
        values.append(bool(value))
        return "truth"
    values.append(int(value))  # type: ignore[call-overload]
    return "whole"


def is_kept(name: str) -> bool:
    """This function will tell whether there is machine code of this name for this processor."""
    return name in _kept()


@cache
def _kept() -> set[str]:
    folder, ending = _folder(), f".{_machine()}.o"
    files = list(folder.glob(f"*{ending}")) if folder else []
    return {file.name.removesuffix(ending).rpartition(".")[0] for file in files}


def routine(name: str, function: Callable[[], Any], args: tuple[Any, ...], shape: str) -> Routine:
    """This function will load the code of a kernel for such arguments; make it if need be."""
    folder = _folder()
    if folder is None:
        return _load(_make(function(), args))
    digest = hashlib.sha256(shape.encode()).hexdigest()[:8]
    path = folder / f"{name}.{digest}.{_machine()}.o"
    code = _read(path)
    if code is None:
        with _alone(path):  # others wait, and find it made
            code = _read(path) or _write(path, _make(function(), args))
    return _load(code)


def _load(code: bytes) -> Routine:
    llvm = _llvm()
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), _target())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return Routine(engine)


def _make(function: Any, args: tuple[Any, ...]) -> bytes:
    llvm = _llvm()
    kinds = tuple(_kind_of(value) for value in args)
    function.compile(kinds)
    made = function.overloads[kinds]
    returned = str(made.signature.return_type)
    assert returned in {"int64", "bool", "none"}, f"a kernel returns no {returned}"
    module = llvm.parse_assembly(made.library.get_llvm_str())
    native = module.get_function(made.fndesc.llvm_func_name)
    module.link_in(llvm.parse_assembly(_Entry(native).text(args)))
    for one in module.functions:
        if not one.is_declaration and one.name != ENTRY:
            one.linkage = "internal"
    builder = llvm.create_pass_builder(_target(), llvm.create_pipeline_tuning_options(3))
    builder.getModulePassManager().run(module, builder)
    missing = {one.name for one in module.functions if one.is_declaration}
    needs = {name for name in missing if not name.startswith(("llvm.", "mem"))}
    assert not needs, f"a kernel needs nothing else, but this one needs {needs}"
    return bytes(_target().emit_object(module))


class _Entry:
    """Writes, for LLVM, how a row of words becomes a call of numba's function.

    numba hands over an array as its owners (none here), its size, the size of an item, address,
    shape and strides; what a tuple holds, one after the other.
    """

    def __init__(self, native: Any) -> None:
        """This function will begin with where the result, and what went wrong, is written."""
        self._native = native
        self._kinds = [str(one.type) for one in native.arguments]
        self._handed = ["ptr %words", "ptr %trouble"]
        self._lines: list[str] = []
        self._position = NOTHING + 1

    def text(self, args: tuple[Any, ...]) -> str:
        """This function will return the entry in LLVM's language."""
        self._line("whole", "add i32 0, 1")
        whole = "%whole0"
        for value in args:
            whole = self._hand_over(value, whole)
        assert [one.partition(" ")[0] for one in self._handed] == self._kinds, "numba has changed"
        lines = "\n  ".join(self._lines)
        return f"""
declare i32 @"{self._native.name}"({", ".join(self._kinds)})
define i32 @{ENTRY}(ptr %words) {{
  %trouble = alloca ptr
  {lines}
  %fits = icmp ne i32 {whole}, 0
  br i1 %fits, label %run, label %refuse
run:
  %status = call i32 @"{self._native.name}"({", ".join(self._handed)})
  ret i32 %status
refuse:
  ret i32 {GAPS}
}}
"""

    def _line(self, name: str, text: str) -> str:
        name = f"%{name}{len(self._lines)}"
        self._lines.append(f"{name} = {text}")
        return name

    def _load(self, kind: str, base: str, offset: int) -> str:
        at = self._line("at", f"getelementptr i8, ptr {base}, i64 {offset}")
        return self._line("is", f"load {kind}, ptr {at}")

    def _hand_over(self, value: Any, whole: str) -> str:
        """This function will hand over a value; also tell, as a number, if all have no gaps."""
        if isinstance(value, tuple):
            for part in value:
                whole = self._hand_over(part, whole)
            return whole
        if isinstance(value, np.ndarray):
            base = self._load("ptr", "%words", 8 * self._position)
            flags = self._load("i32", base, FLAGS)  # bit 0: C order, without gaps
            whole = self._line("whole", f"and i32 {whole}, {flags}")
            shape = self._load("ptr", base, SHAPE)
            lengths = [self._load("i64", shape, 8 * axis) for axis in range(value.ndim)]
            strides = [str(value.itemsize)]
            for length in reversed(lengths):
                strides.append(self._line("far", f"mul i64 {strides[-1]}, {length}"))
            size = self._line("size", f"udiv i64 {strides[-1]}, {value.itemsize}")
            self._handed += ["ptr null", "ptr null", f"i64 {size}", f"i64 {value.itemsize}"]
            self._handed.append(f"ptr {self._load('ptr', base, DATA)}")
            self._handed += [f"i64 {one}" for one in (*lengths, *reversed(strides[:-1]))]
        else:
            kind = self._kinds[len(self._handed)]
            self._handed.append(f"{kind} {self._load(kind, '%words', 8 * self._position)}")
        self._position += 1
        return whole


def _kind_of(value: Any) -> Any:
    from numba import from_dtype, types  # noqa: PLC0415 - slow to import, and needed once

    if isinstance(value, np.ndarray):
        return types.Array(from_dtype(value.dtype), value.ndim, "C")
    if isinstance(value, tuple):
        parts = tuple(_kind_of(part) for part in value)
        return types.BaseTuple.from_types(parts, type(value))  # type: ignore[no-untyped-call]
    return types.boolean if isinstance(value, bool | np.bool_) else types.int64


@cache
def _llvm() -> Any:
    import llvmlite.binding as llvm  # noqa: PLC0415 - little input needs none of it

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    return llvm


@cache
def _target() -> Any:
    llvm = _llvm()
    return llvm.Target.from_default_triple().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=3,
        reloc="pic",
        codemodel="jitdefault",
        jit=True,
    )


@cache
def _machine() -> str:
    """This function will return a digest of what code depends on beside its source."""
    llvm = _llvm()
    made_for = (
        sys.version_info[:2], llvm.llvm_version_info, _llvmlite_version(),
        llvm.get_process_triple(), llvm.get_host_cpu_name(), llvm.get_host_cpu_features().flatten(),
        Path(__file__).read_bytes(),
    )  # fmt: skip
    return hashlib.sha256(repr(made_for).encode()).hexdigest()[:8]


def _llvmlite_version() -> str:
    import llvmlite  # noqa: PLC0415

    return str(llvmlite.__version__)


def _folder() -> Path | None:
    named = os.environ.get("FAIR_ALLOCATION_CODE")
    folder = Path(named) if named else Path(__file__).parent / "__pycache__"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder if os.access(folder, os.R_OK) else None


def _read(path: Path) -> bytes | None:
    """This function will return the code in a file, or None if it is not there in full."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, code = content[:32], content[32:]
    return code if hashlib.sha256(code).digest() == digest else None


def _write(path: Path, code: bytes) -> bytes:
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(hashlib.sha256(code).digest() + code)
        file.close()
        Path(file.name).replace(path)
    return code


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """This function will let one process at a time make the code of a path, where it can."""
    with ExitStack() as held:
        with suppress(ImportError, OSError):
            import fcntl  # noqa: PLC0415 - not everywhere

            lock = held.enter_context(path.with_suffix(".lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
