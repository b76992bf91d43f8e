"""Who may do what: the groups that every installation has, and their permissions.

Readers need no account. Editors correct quotes. Senior editors also merge and split people, move many quotes
at once, take back anybody's corrections and hide what must not be shown. Admins may do all: give them
superuser status.
"""

from typing import Any

from django.apps import AppConfig

EDITORS = "Editors"
SENIOR_EDITORS = "Senior editors"

# Editors see every table and write only verdicts: `corrections` turns these into the quotes' values.
# Each action with its models; None stands for all.
ROLES: dict[str, dict[str, set[str] | None]] = {
    EDITORS: {"view": None, "add": {"correction"}, "change": {"quote"}},
    SENIOR_EDITORS: {
        "view": None,
        "add": {"correction", "person", "alias", "office"},
        "change": {"quote", "person", "alias", "office"},
        "delete": {"alias", "office"},
        "merge": {"person"},
        "bulk": {"correction"},
        "withdraw": {"correction"},
        "restrict": {"quote"},
    },
}


def create_roles(sender: AppConfig, **kwargs: Any) -> None:
    """After each migration: the groups exist and hold just these permissions."""
    from django.contrib.auth.management import create_permissions
    from django.contrib.auth.models import Group, Permission

    create_permissions(sender, verbosity=0)
    permissions = list(Permission.objects.filter(content_type__app_label=sender.label))
    for name, role in ROLES.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            permission for permission in permissions if _may(role, *permission.codename.split("_", 1))
        )


def _may(role: dict[str, set[str] | None], action: str, model: str) -> bool:
    models = role.get(action, set())
    return models is None or model in models
