"""The day where nobody's is set: the city's."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """The day where nobody's is set: the city's."""

    dependencies = [("accounts", "0014_one_count_of_attempts")]
    operations = [RunSQLFile(app_label="accounts", name="0015_today_in_seoul.sql")]
