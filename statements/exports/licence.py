"""Under which terms an export may be used; each one carries them."""

from typing import Any

from django.conf import settings


def licence() -> dict[str, Any]:
    """The licence of the annotations, and whose the words are."""
    return {
        "name": settings.DATA_LICENCE_NAME,
        "path": settings.DATA_LICENCE_URL,
        "title": f"Annotations (who said what, where, about what): {settings.DATA_LICENCE_NAME}. "
        "The words of articles and quotes belong to their publishers.",
    }
