"""The parser on a text from anybody: nothing is stored, and no text keeps the site busy for long.

The parser runs in a process of its own, which is ended when it takes too long: a thread could not be.
"""

import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from multiprocessing import get_context
from typing import Any

from statements.documents import DocumentError, read_document
from statements.parsing import PARSER_VERSION, parse_article, to_json

MOST_BYTES = 200_000
SECONDS = 30
STARTING_SECONDS = 60


class TrialError(ValueError):
    """The text cannot be read; the message says what to do."""


class TrialBusy(Exception):
    """Somebody else's text is being read."""


class TrialTooLong(Exception):
    """Reading the text took too long, and was ended."""


def parse_untrusted(data: bytes, *, name: str = "", published: date | None = None) -> dict[str, Any]:
    """What the parser says of a document: the values of `manage.py parse`, with the text they index.

    Raises TrialError, TrialBusy, TrialTooLong.
    """
    if len(data) > MOST_BYTES:
        raise TrialError(f"The text has more than {MOST_BYTES:,} bytes: give a single article.")
    return _reader.read(data, name, published)


class _Reader:
    """One process with the parser's models, started when it is first needed, one text at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def read(self, data: bytes, name: str, published: date | None) -> dict[str, Any]:
        if not self._lock.acquire(timeout=SECONDS / 3):
            raise TrialBusy
        try:
            pool = self._ready()
            return pool.submit(_read, data, name, published).result(timeout=SECONDS)
        except DocumentError as error:
            raise TrialError(str(error)) from error
        except (TookTooLong, BrokenProcessPool) as error:
            self._end()
            raise TrialTooLong from error
        finally:
            self._lock.release()

    def _ready(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
            self._pool.submit(_read, b"Testoni said: \xe2\x80\x9cYes.\xe2\x80\x9d", "", None).result(
                timeout=STARTING_SECONDS
            )
        return self._pool

    def _end(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            for process in list((pool._processes or {}).values()):
                process.kill()
            pool.shutdown(wait=False, cancel_futures=True)


_reader = _Reader()


def _read(data: bytes, name: str, published: date | None) -> dict[str, Any]:
    document = read_document(data, name)
    parsed = parse_article(document.text, published or document.published)
    return to_json(parsed, "") | {"text": document.text, "parser_version": PARSER_VERSION}
