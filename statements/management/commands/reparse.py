"""``manage.py reparse``: stored articles parsed again, verdicts kept."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from statements.ingest.articles import reparse_article
from statements.models import Article, Quote
from statements.parsing import PARSER_VERSION


class Command(BaseCommand):
    help = (
        "Parse stored articles again, with the parser as it is now. Quotes keep their ids, addresses and "
        "editors' corrections; where parser and editor disagree, the quote is put up for another look. "
        "Prints one line an article; Ctrl-C or SIGTERM ends after the article at hand."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "articles", nargs="*", metavar="ID", help="ids of articles, as in their addresses"
        )
        parser.add_argument("--all", action="store_true", help="every stored article")
        parser.add_argument(
            "--outdated",
            action="store_true",
            help="every article that another version of the parser has read",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = self._chosen(options)
        with asked_to_stop() as stop:
            done, failed = self._parse(chosen, stop)
        if left := len(chosen) - done - failed:
            self.stdout.write(f"Stopped as asked; {left} left: run it again with --outdated.")
        if failed:
            raise CommandError(f"{failed} failed and stay as they were; {done} parsed.")

    def _parse(self, chosen: list[int], stop: Event) -> tuple[int, int]:
        """How many were parsed, and how many failed."""
        failed = done = 0
        for pk in chosen:
            if stop.is_set():
                break
            article = Article.objects.get(pk=pk)
            before = article.quotes.filter(review=Quote.Review.DISPUTED).count()
            try:
                reparse_article(article)
            except Exception as error:  # one bad article must not keep the rest from being parsed
                failed += 1
                self.stderr.write(f"failed     {article.public_id}: {type(error).__name__}: {error}")
                continue
            done += 1
            disputed = article.quotes.filter(review=Quote.Review.DISPUTED).count() - before
            told = f", {disputed} need another look" if disputed > 0 else ""
            self.stdout.write(
                f"parsed     {article.public_id}: {article.quotes.current().count()} quotes{told}"
            )
        return done, failed

    def _chosen(self, options: dict[str, Any]) -> list[int]:
        if sum(map(bool, (options["articles"], options["all"], options["outdated"]))) != 1:
            raise CommandError("Say which articles: their ids, or --all, or --outdated.")
        articles = Article.objects.order_by("pk")
        if options["outdated"]:
            articles = articles.exclude(parser_version=PARSER_VERSION)
        if options["articles"]:
            articles = articles.filter(public_id__in=options["articles"])
            if missing := set(options["articles"]) - set(articles.values_list("public_id", flat=True)):
                raise CommandError(f"There is no article {', '.join(sorted(missing))}.")
        return list(articles.values_list("pk", flat=True))


@contextmanager
def asked_to_stop() -> Iterator[Event]:
    """Set when Ctrl-C or SIGTERM asks to stop, so that the article at hand is finished first."""
    stop = Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda number, frame: stop.set())
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
