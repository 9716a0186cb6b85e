"""Grants and policies of placements."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of placements."""

    dependencies = [
        ("placements", "0001_initial"),
        ("accounts", "0002_row_security"),
        ("organizations", "0002_row_security"),
    ]
    operations = [RunSQLFile(app_label="placements", name="0002_row_security.sql")]
