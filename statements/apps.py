"""The one Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from statements.roles import create_roles


class StatementsConfig(AppConfig):
    """Articles, and what was said in them."""

    name = "statements"
    verbose_name = "What diplomats said"

    def ready(self) -> None:
        post_migrate.connect(create_roles, sender=self)
