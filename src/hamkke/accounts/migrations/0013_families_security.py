"""Codes for families, guardians' consents, one's own data: functions, grants and policies."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Codes for families, guardians' consents, one's own data: functions, grants and policies."""

    dependencies = [("accounts", "0012_families"), ("mail", "0002_row_security")]
    operations = [RunSQLFile(app_label="accounts", name="0013_families_security.sql")]
