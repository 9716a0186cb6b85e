"""Grants, policies and guards of approval lines."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and guards of approval lines."""

    dependencies = [("agreements", "0006_approval_lines")]
    operations = [RunSQLFile(app_label="agreements", name="0007_approval_lines_row_security.sql")]
