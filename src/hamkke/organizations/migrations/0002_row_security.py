"""Grants of organizations."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants of organizations."""

    dependencies = [("organizations", "0001_initial")]
    operations = [RunSQLFile(app_label="organizations", name="0002_row_security.sql")]
