"""Grants and policies of the directory."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of the directory."""

    dependencies = [
        ("directory", "0001_initial"),
        ("accounts", "0002_row_security"),
        ("files", "0002_row_security"),
    ]
    operations = [RunSQLFile(app_label="directory", name="0002_row_security.sql")]
