"""Let commands write districts, offices and what covers what."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Let commands write districts, offices and what covers what."""

    dependencies = [("organizations", "0002_row_security")]
    operations = [RunSQLFile(app_label="organizations", name="0010_bodies.sql")]
