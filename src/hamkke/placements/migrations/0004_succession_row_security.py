"""Grants and policies of places given back and offered."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of places given back and offered."""

    dependencies = [("placements", "0003_succession")]
    operations = [RunSQLFile(app_label="placements", name="0004_succession.sql")]
