"""Grants, policies and triggers of press releases."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants, policies and triggers of press releases."""

    dependencies = [("news", "0003_press_releases"), ("files", "0002_row_security")]
    operations = [RunSQLFile(app_label="news", name="0004_release_row_security.sql")]
