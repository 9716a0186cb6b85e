"""Migration operations for SQL that Django has no words for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.migrations.operations import RunSQL

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import ProjectState


class RunSQLFile(RunSQL):
    """This operation will run an app's SQL file once, forwards only.

    The files are immutable: a change is a new file with the number of its migration.
    """

    def __init__(self, app_label: str, name: str) -> None:
        """This function will keep where the file lies: `<app>/sql/<name>`."""
        self.app_label = app_label
        self.file_name = name
        super().__init__(sql=RunSQL.noop)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """This function will return how a migration file writes this operation."""
        return (self.__class__.__name__, [], {"app_label": self.app_label, "name": self.file_name})

    def database_forwards(
        self,
        app_label: str,  # noqa: ARG002 - Django's signature
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,  # noqa: ARG002
        to_state: ProjectState,  # noqa: ARG002
    ) -> None:
        """This function will run the file as the owner."""
        path = Path(apps.get_app_config(self.app_label).path) / "sql" / self.file_name
        # One execute for the whole file: psycopg sends it without parameters, as it stands.
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(path.read_text(encoding="utf-8"))

    def describe(self) -> str:
        """This function will name the file for the migration log."""
        return f"SQL file {self.app_label}/{self.file_name}"
