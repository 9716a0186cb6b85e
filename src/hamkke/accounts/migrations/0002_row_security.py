"""Identity functions, grants and policies of accounts."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Identity functions, grants and policies of accounts."""

    dependencies = [("accounts", "0001_initial"), ("organizations", "0002_row_security")]
    operations = [RunSQLFile(app_label="accounts", name="0002_row_security.sql")]
