"""What is told to a person goes with the account."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """What is told to a person goes with the account."""

    dependencies = [("inbox", "0011_no_login_names"), ("accounts", "0013_families_security")]
    operations = [RunSQLFile(app_label="inbox", name="0012_forget_account.sql")]
