"""Who may give which role where, in PostgreSQL: functions, grants and policies."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Who may give which role where, in PostgreSQL: functions, grants and policies."""

    dependencies = [("accounts", "0010_role_changes")]
    operations = [RunSQLFile(app_label="accounts", name="0011_role_changes_security.sql")]
