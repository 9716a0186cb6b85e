"""Refused applications can be destroyed after their term."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Refused applications can be destroyed after their term."""

    dependencies = [("directory", "0002_row_security")]
    operations = [RunSQLFile(app_label="directory", name="0003_retention.sql")]
