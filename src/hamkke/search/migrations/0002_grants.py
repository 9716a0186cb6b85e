"""Grants of the index."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants of the index."""

    dependencies = [("search", "0001_initial")]
    operations = [RunSQLFile(app_label="search", name="0002_grants.sql")]
