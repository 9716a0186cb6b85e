"""Grants and policies of weather."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of weather."""

    dependencies = [("weather", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [RunSQLFile(app_label="weather", name="0002_row_security.sql")]
