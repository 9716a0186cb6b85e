"""Grants, policies and guards of standards and clauses."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and guards of standards and clauses."""

    dependencies = [("agreements", "0004_clauses_of_pillars")]
    operations = [RunSQLFile(app_label="agreements", name="0005_clauses_row_security.sql")]
