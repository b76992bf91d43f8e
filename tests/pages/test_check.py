"""The page that checks one quotation."""

import pytest
from django.test import Client

from tests.factories import AliasFactory, QuoteFactory

pytestmark = pytest.mark.django_db


def page(client: Client, status: int = 200, **query: str) -> str:
    response = client.get("/check/", query)
    assert response.status_code == status
    return str(response.content.decode())


def test_the_form_asks_for_words_and_perhaps_a_speaker(client: Client) -> None:
    html = page(client)

    assert '<label for="check-words">' in html
    assert 'class="check-answer"' not in html


def test_an_answer_links_to_the_statement(client: Client) -> None:
    quote = QuoteFactory(speaker=AliasFactory(name="Testoni").person)

    html = page(client, words="the bridge will be built", speaker="Testoni")

    assert "Found, in these words." in html
    assert f'href="{quote.get_absolute_url()}"' in html


def test_differences_are_marked(client: Client) -> None:
    QuoteFactory()

    html = page(client, words="the bridge will be broken")

    assert "<del>broken</del>" in html
    assert "<ins>built</ins>" in html


def test_what_is_not_found_is_not_called_false(client: Client) -> None:
    html = page(client, words="nothing of the kind <script>alert(1)</script>", speaker="Nobody")

    assert "does not mean that it was never said" in html
    assert "Nobody here goes by the name “Nobody”." in html
    assert "<script>alert" not in html


@pytest.mark.parametrize("words", ["one", "x " * 600])
def test_too_few_or_too_many_words_are_refused_with_advice(client: Client, words: str) -> None:
    assert 'id="check-problem"' in page(client, 400, words=words)


def test_it_takes_few_queries(client: Client, django_assert_max_num_queries: object) -> None:
    [QuoteFactory() for _ in range(8)]
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page(client, words="the bridge will be broken", speaker="Testoni")
