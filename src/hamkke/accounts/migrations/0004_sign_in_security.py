"""Grants and policies of sign-in: hamkke's table, the cache's and allauth's."""

from django.db import migrations

from hamkke.database.operations import RunSQLFile


class Migration(migrations.Migration):
    """Grants and policies of sign-in."""

    dependencies = [
        ("accounts", "0003_attempt"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("usersessions", "0001_initial"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
    ]
    operations = [RunSQLFile(app_label="accounts", name="0004_sign_in_security.sql")]
