"""Grants and policies of news."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of news."""

    dependencies = [("news", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [RunSQLFile(app_label="news", name="0002_row_security.sql")]
