"""The identity role may put jobs on the queue."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """The identity role may put jobs on the queue."""

    dependencies = [("database", "0001_grants")]
    operations = [RunSQLFile(app_label="database", name="0002_identity_defers.sql")]
