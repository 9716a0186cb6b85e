"""Grants on tables of third-party apps."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants on tables of third-party apps."""

    dependencies = [("sessions", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [RunSQLFile(app_label="database", name="0001_grants.sql")]
