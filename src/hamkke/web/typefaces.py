"""Cuts Pretendard GOV into slices, so that a page loads only the syllables it shows.

KRDS ships one file of 265 KB a weight, without @font-face. The core slice holds
Latin, the signs and the syllables that the pages' own text uses, filled up with
the most frequent ones; the rest follows in smaller slices by frequency, which
browsers fetch only where a name or an article needs them.
"""

from __future__ import annotations

import string
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FAMILY = "Pretendard GOV"
WEIGHTS = {400: "Regular", 700: "Bold"}
CORE_SYLLABLES = 900
SLICE = 250
FREQUENT = Path(__file__).with_name("syllables.txt")
SIGNS = string.printable.strip() + " \u00a0·…–—‘’“”「」『』※→←↑↓›‹×±°℃%①②③④⑤⑥⑦⑧⑨○●■□▪✓₩㎡"
SOURCES = ("*.html", "*.py", "*.js", "*.csv")
FEATURES = ["kern", "tnum", "calt", "ccmp", "locl", "mark", "mkmk"]


def build_fonts(fonts: Path, sources: Path, out: Path) -> None:
    """This function will write the slices and `fonts.css` below `out`."""
    (out / "fonts").mkdir(parents=True, exist_ok=True)
    (out / "css").mkdir(parents=True, exist_ok=True)
    used = characters_in(sources)
    faces: list[str] = []
    for weight, style in WEIGHTS.items():
        with tempfile.TemporaryDirectory() as folder:
            plain = Path(folder) / "plain.ttf"
            available = _unpack(fonts / f"PretendardGOV-{style}.subset.woff2", plain)
            for name, slice_ in slices(available, used):
                target = out / "fonts" / f"{name}-{weight}.woff2"
                _write_slice(plain, slice_, target)
                faces.append(_face(weight, target.name, slice_))
    (out / "css" / "fonts.css").write_text("\n".join(faces) + "\n", encoding="utf-8")


def characters_in(folder: Path) -> set[int]:
    """This function will collect the characters that the pages' own text uses."""
    found: set[str] = set(SIGNS)
    for pattern in SOURCES:
        for source in folder.rglob(pattern):
            found.update(source.read_text(encoding="utf-8"))
    return {ord(character) for character in found if character.isprintable()}


def slices(available: set[int], used: set[int]) -> Iterator[tuple[str, list[int]]]:
    """This function will divide a font's characters: core, frequent ones, the rest."""
    frequent = [ord(character) for character in "".join(FREQUENT.read_text("utf-8").split())]
    core = {code for code in used | set(frequent[:CORE_SYLLABLES]) if code in available}
    yield "core", sorted(core)
    later = [code for code in frequent if code in available and code not in core]
    rare = sorted(available - core - set(later))
    ordered = later + rare
    for number, start in enumerate(range(0, len(ordered), SLICE), 1):
        yield f"s{number:02d}", sorted(ordered[start : start + SLICE])


def _unpack(packed: Path, plain: Path) -> set[int]:
    """Unpack a font once: reading WOFF2 takes 2 s, and there are many slices."""
    with TTFont(packed) as font:
        font.flavor = None
        font.save(plain)
        return set(font.getBestCmap())


def _write_slice(original: Path, codes: Sequence[int], target: Path) -> None:
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.hinting = False
    options.desubroutinize = True
    options.drop_tables += ["vhea", "vmtx", "GDEF"]
    options.notdef_outline = True
    with subset.load_font(str(original), options) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=codes)
        cutter.subset(font)
        subset.save_font(font, str(target), options)


def _face(weight: int, file: str, codes: Iterable[int]) -> str:
    # 400 also serves 500: two weights keep a first visit within its 400 KB.
    span = "400 500" if weight == min(WEIGHTS) else "600 800"
    return (
        f'@font-face{{font-family:"{FAMILY}";font-style:normal;font-weight:{span};'
        f'font-display:swap;src:url("../fonts/{file}") format("woff2");'
        f"unicode-range:{unicode_range(codes)}}}"
    )


def unicode_range(codes: Iterable[int]) -> str:
    """This function will write code points as CSS ranges: `U+41-5A,U+AC00`."""
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ",".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in ranges
    )
