"""Grants and policies of programs."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of programs."""

    dependencies = [
        ("programs", "0001_initial"),
        ("accounts", "0002_row_security"),
        ("agreements", "0002_row_security"),
    ]
    operations = [RunSQLFile(app_label="programs", name="0002_row_security.sql")]
