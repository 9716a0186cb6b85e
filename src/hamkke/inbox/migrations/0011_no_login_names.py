"""Login names are no addresses any more."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Login names are no addresses any more."""

    dependencies = [("inbox", "0010_handover"), ("accounts", "0004_sign_in_security")]
    operations = [RunSQLFile(app_label="inbox", name="0011_no_login_names.sql")]
