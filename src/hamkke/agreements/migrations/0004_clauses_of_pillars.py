"""What agreements said by pillar becomes clauses."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """What agreements said by pillar becomes clauses."""

    dependencies = [("agreements", "0003_clauses")]
    operations = [RunSQLFile(app_label="agreements", name="0004_clauses_of_pillars.sql")]
