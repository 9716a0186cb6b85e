"""Migrations are complete, one line an app, and import no app."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.utils import translation

SOURCE = Path(__file__).resolve().parents[2] / "src" / "hamkke"
ALLOWED = ("django", "hamkke.database.operations", "pghistory", "pgtrigger", "uuid")


def _loader() -> MigrationLoader:
    return MigrationLoader(None)


def test_no_model_change_lacks_its_migration() -> None:
    loader = _loader()
    detector = MigrationAutodetector(
        loader.project_state(),
        ProjectState.from_apps(apps),
        NonInteractiveMigrationQuestioner(specified_apps=set(), dry_run=True),
    )
    # As the command does: names of fields are compared in no language at all.
    with translation.override(None):
        changes = detector.changes(graph=loader.graph)
    ours = {
        label: [operation.describe() for item in items for operation in item.operations]
        for label, items in changes.items()
        if apps.get_app_config(label).name.startswith("hamkke.")
    }
    assert ours == {}


def test_each_app_has_one_line_of_migrations() -> None:
    loader = _loader()
    forks = {
        config.label: leaves
        for config in apps.get_app_configs()
        if config.name.startswith("hamkke.")
        and len(leaves := loader.graph.leaf_nodes(config.label)) > 1
    }
    assert forks == {}


def test_migrations_import_no_app() -> None:
    wrong = []
    for path in SOURCE.glob("*/migrations/0*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            wrong += [f"{path.name}: {name}" for name in names if not name.startswith(ALLOWED)]
    assert wrong == []
