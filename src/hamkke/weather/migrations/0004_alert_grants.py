"""Grants of alerts and feeds; how many stations the stored sets have."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants of alerts and feeds; how many stations the stored sets have."""

    dependencies = [("weather", "0003_alerts_and_feeds")]
    operations = [RunSQLFile(app_label="weather", name="0004_alerts_and_feeds.sql")]
