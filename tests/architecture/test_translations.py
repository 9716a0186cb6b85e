"""Korean is the source language; English is complete, with the same placeholders, in every app."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hamkke"
APPS = sorted(
    path.name
    for path in SOURCE.iterdir()
    if path.is_dir() and ((path / "apps.py").exists() or path.name == "config")
)
FUNCTIONS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURALS = {"ngettext", "ngettext_lazy"}
CONTEXTS = {"pgettext", "pgettext_lazy"}
HANGUL = re.compile(r"[가-힣]")
PLACEHOLDER = re.compile(r"%\((\w+)\)")


@cache
def _catalogue(app: str) -> dict[str, polib.POEntry]:
    path = SOURCE / app / "locale" / "en" / "LC_MESSAGES" / "django.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path))} if path.exists() else {}


def _strings(node: ast.Call) -> list[str]:
    name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
    if name in FUNCTIONS | PLURALS:
        wanted = node.args[:1]
    elif name in CONTEXTS:
        wanted = node.args[1:2]
    else:
        return []
    return [
        arg.value for arg in wanted if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]


def _in_python(app: str) -> set[str]:
    found: set[str] = set()
    for path in (SOURCE / app).rglob("*.py"):
        if "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                found.update(_strings(node))
    return found


def _in_templates(app: str) -> set[str]:
    found: set[str] = set()
    for path in (SOURCE / app).rglob("*.html"):
        text = templatize(path.read_text(encoding="utf-8"))
        for match in re.finditer(r"\b_?(?:n?p?gettext|_)\(", text):
            try:
                call = _call_at(text, match.start())
            except SyntaxError:
                continue
            found.update(_strings(call))
    return found


def _call_at(text: str, start: int) -> ast.Call:
    depth = 0
    quote = ""
    for index in range(start, len(text)):
        char = text[index]
        if quote:
            if char == quote and text[index - 1] != "\\":
                quote = ""
        elif char in "'\"":
            quote = char
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                node = ast.parse(text[start : index + 1].strip(), mode="eval").body
                assert isinstance(node, ast.Call)
                return node
    raise SyntaxError(text[start : start + 40])


@cache
def _used(app: str) -> set[str]:
    return {text for text in _in_python(app) | _in_templates(app) if text}


@pytest.mark.parametrize("app", APPS)
def test_english_is_complete(app: str) -> None:
    catalogue = _catalogue(app)
    known = {msgid for other in APPS for msgid, entry in _catalogue(other).items() if entry.msgstr}
    missing = sorted(
        text
        for text in _used(app)
        if HANGUL.search(text)
        and not (text in catalogue and (catalogue[text].msgstr or catalogue[text].msgstr_plural))
        and text not in known
    )
    assert missing == []


@pytest.mark.parametrize("app", APPS)
def test_no_translation_is_left_over(app: str) -> None:
    used = set().union(*(_used(other) for other in APPS))
    assert sorted(text for text in _catalogue(app) if text and text not in used) == []


@pytest.mark.parametrize("app", APPS)
def test_placeholders_agree(app: str) -> None:
    wrong = [
        text
        for text, entry in _catalogue(app).items()
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(entry.msgstr))
        and not entry.msgstr_plural
    ]
    assert wrong == []


@pytest.mark.parametrize("app", APPS)
def test_english_is_english(app: str) -> None:
    """Names of places may stay Korean; a sentence may not."""
    wrong = [
        text
        for text, entry in _catalogue(app).items()
        if len(HANGUL.findall(entry.msgstr)) > len(entry.msgstr) / 3 and entry.msgstr != text
    ]
    assert wrong == []


def test_source_text_is_korean() -> None:
    """A msgid without Hangul is either a placeholder or was written in the wrong language."""
    wrong = sorted(
        f"{app}: {text}"
        for app in APPS
        for text in _used(app)
        if not HANGUL.search(text) and re.search(r"[A-Za-z]{4}", PLACEHOLDER.sub("", text))
    )
    assert wrong == []


def test_templates_have_no_untranslated_korean() -> None:
    """Text on a page goes through gettext: what templatize leaves blank must hold no Hangul."""
    wrong = []
    for path in sorted(SOURCE.rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"{%\s*comment\b.*?{%\s*endcomment\s*%}", "", text, flags=re.DOTALL)
        text = re.sub(r"{#.*?#}", "", text)
        text = re.sub(r'<[^>]*lang="ko"[^>]*>[^<]*<', "", text)  # the language's own name
        text = re.sub(
            r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}",
            "",
            text,
            flags=re.DOTALL,
        )
        text = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
        if HANGUL.search(text):
            wrong.append(f"{path.relative_to(SOURCE)}: {HANGUL.search(text)}")
    assert wrong == []
