"""Grants, policies and guards of inbox."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and guards of inbox."""

    dependencies = [("inbox", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [RunSQLFile(app_label="inbox", name="0002_row_security.sql")]
