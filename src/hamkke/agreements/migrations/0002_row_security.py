"""Grants, policies and guards of agreements."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and guards of agreements."""

    dependencies = [("agreements", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [RunSQLFile(app_label="agreements", name="0002_row_security.sql")]
