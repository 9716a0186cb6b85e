"""The house's rules that a linter does not know: sizes, order of foreign keys, names of jobs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_MODULE = 500
LONGEST_FUNCTION = 40

# From the foundation up: a foreign key may only point down or stay in its app.
ORDER = (
    "database",
    "web",
    "documents",
    "audit",
    "mail",
    "search",
    "organizations",
    "accounts",
    "files",
    "inbox",
    "weather",
    "news",
    "directory",
    "agreements",
    "programs",
    "placements",
    "portal",
)


def _hamkke_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("hamkke.")]


def test_every_app_stands_in_the_order() -> None:
    installed = {
        config.label for config in apps.get_app_configs() if config.name.startswith("hamkke.")
    }
    assert installed == set(ORDER)


def test_foreign_keys_point_down() -> None:
    wrong = [
        f"{model._meta.label} -> {field.related_model._meta.label}"
        for model in _hamkke_models()
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.app_label in ORDER
        and ORDER.index(field.related_model._meta.app_label) > ORDER.index(model._meta.app_label)
    ]
    assert wrong == []


def test_modules_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCES
        if "migrations" not in path.parts
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert long == {}


def test_functions_stay_short() -> None:
    long = []
    for path in SOURCES:
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 > LONGEST_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}")
    assert long == []


def test_actions_are_one_verb_a_file() -> None:
    """actions/sign_agreement.py holds the public function sign_agreement, keyword-only."""
    wrong = []
    for path in sorted((ROOT / "src/hamkke").glob("*/actions/*.py")):
        if path.name == "__init__.py":
            continue
        public = [
            node
            for node in ast.parse(path.read_text(encoding="utf-8")).body
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        ]
        named = [node for node in public if node.name == path.stem]
        if len(public) != 1 or not named or named[0].args.args or named[0].args.posonlyargs:
            wrong.append(str(path.relative_to(ROOT)))
    assert wrong == []


def test_no_model_signals() -> None:
    pattern = re.compile(r"\b(pre|post)_(save|delete|init)\b|m2m_changed")
    assert [str(path) for path in SOURCES if pattern.search(path.read_text("utf-8"))] == []


def test_every_deferred_job_exists() -> None:
    """An action defers a job by name; a name nobody registered would fail only in the worker."""
    from procrastinate.contrib.django import app

    names = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name | ast.Attribute)
                and (getattr(node.func, "id", None) or getattr(node.func, "attr", None)) == "defer"
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                names.add(node.args[0].value)
    assert names, "no action defers a job"
    assert names <= set(app.tasks)


@pytest.mark.parametrize(
    "word", ["AllowAny", "mark_safe", "|safe", "autoescape off", "csrf_exempt"]
)
def test_no_escape_hatch(word: str) -> None:
    files = [*SOURCES, *(ROOT / "src").rglob("*.html")]
    assert [str(path) for path in files if word in path.read_text(encoding="utf-8")] == []


def test_the_desk_names_public_pages_by_path() -> None:
    """A process of the work zone serves no portal: reversing its names would be a 500."""
    public = re.compile(r"""{% url ["'](portal|news|weather):""")
    wrong = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "src").rglob("templates/**/*.html"))
        if '"web/desk_base.html"' in (text := path.read_text()) and public.search(text)
    ]
    assert wrong == []
