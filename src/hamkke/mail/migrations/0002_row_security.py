"""Grants and policies of mail."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of mail; they ask who acts by the functions of accounts."""

    dependencies = [("mail", "0001_initial"), ("accounts", "0002_row_security")]
    operations = [RunSQLFile(app_label="mail", name="0002_row_security.sql")]
