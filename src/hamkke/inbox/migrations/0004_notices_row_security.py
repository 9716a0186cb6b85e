"""Grants, policies and functions of notices and mailings."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and functions of notices and mailings."""

    dependencies = [("inbox", "0003_notices"), ("mail", "0002_row_security")]
    operations = [RunSQLFile(app_label="inbox", name="0004_notices.sql")]
