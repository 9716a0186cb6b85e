"""Grants, policies and guards of programs."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and guards of programs."""

    dependencies = [
        ("programs", "0001_initial"),
        ("agreements", "0002_row_security"),
        ("accounts", "0002_row_security"),
    ]
    operations = [RunSQLFile(app_label="programs", name="0002_row_security.sql")]
