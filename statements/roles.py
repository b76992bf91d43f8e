"""Who may do what: the groups that every installation has, and their permissions.

Readers need no account. Editors correct quotes. Admins may do all: give them superuser status.
"""

from typing import Any

from django.apps import AppConfig

EDITORS = "Editors"

# Editors see every table and write only verdicts: `corrections` turns these into the quotes' values.
EDITORS_MAY = {"view": None, "add": {"correction"}, "change": {"quote"}}


def create_roles(sender: AppConfig, **kwargs: Any) -> None:
    """After each migration: the group exists and holds just these permissions."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0)
    group, _ = Group.objects.get_or_create(name=EDITORS)
    group.permissions.set(
        permission
        for permission in Permission.objects.filter(content_type__app_label=sender.label)
        if _may(*permission.codename.split("_", 1))
    )


def _may(action: str, model: str) -> bool:
    models = EDITORS_MAY.get(action, set())
    return models is None or model in models
