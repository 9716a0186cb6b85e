"""Grants and policies of audit."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of audit."""

    dependencies = [("audit", "0001_initial"), ("database", "0001_grants")]
    operations = [RunSQLFile(app_label="audit", name="0002_row_security.sql")]
