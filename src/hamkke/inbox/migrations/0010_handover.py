"""The open tasks of a role, for whoever hands it over."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """The open tasks of a role, for whoever hands it over."""

    dependencies = [("inbox", "0002_row_security"), ("accounts", "0011_role_changes_security")]
    operations = [RunSQLFile(app_label="inbox", name="0010_handover.sql")]
