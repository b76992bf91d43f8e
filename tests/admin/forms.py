"""Filling in the form on a quote's page, as a browser does."""

from typing import Any

from django.test import Client
from lxml import html

from statements.models import Quote


def address_of(quote: Quote) -> str:
    """The quote's page in the admin."""
    return f"/admin/statements/quote/{quote.pk}/change/"


def opened(client: Client, quote: Quote) -> dict[str, Any]:
    """What the form shows when the page is opened: every value that a browser would send back."""
    page: Any = html.fromstring(client.get(address_of(quote)).content.decode())
    [form] = [form for form in page.forms if "reason" in form.fields]
    values: dict[str, Any] = {}
    for name, value in form.form_values():
        values.setdefault(name, []).append(value)
    return values


def correct(client: Client, quote: Quote, **changes: Any) -> Any:
    """Open the page, change these fields, press the button; the response, redirects followed."""
    return client.post(address_of(quote), opened(client, quote) | changes, follow=True)


def messages(response: Any) -> list[str]:
    """What the page tells after saving."""
    return [str(message) for message in response.context["messages"]]
