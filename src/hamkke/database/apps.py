"""Database: the embedded server, the roles, the identity of a transaction."""

from django.apps import AppConfig


class DatabaseConfig(AppConfig):
    """Holds the grants on tables that no app of hamkke owns."""

    name = "hamkke.database"
