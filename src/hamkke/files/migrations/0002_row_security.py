"""Grants and policies of files."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of files."""

    dependencies = [("files", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [RunSQLFile(app_label="files", name="0002_row_security.sql")]
