"""Two editors press the button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from tests.admin.conftest import signed_in
from tests.admin.forms import address_of, opened
from tests.factories import EditorFactory, PersonFactory, QuoteFactory


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_recorded_and_the_other_told() -> None:
    quote = QuoteFactory()
    browsers = [signed_in(EditorFactory()) for _ in range(2)]
    forms = [opened(browser, quote) for browser in browsers]
    start = Barrier(2, timeout=10)

    def press(browser: Any, form: dict[str, Any], speaker: Any) -> int:
        try:
            start.wait()
            values = form | {"speaker": speaker.pk, "reason": "Mine."}
            return int(browser.post(address_of(quote), values).status_code)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(press, browsers, forms, [PersonFactory(), PersonFactory()]))

    assert sorted(statuses) == [200, 302]
    assert quote.corrections.count() == 1
