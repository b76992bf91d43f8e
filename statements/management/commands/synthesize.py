"""``manage.py synthesize``: a corpus to measure on."""

import time
from random import Random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError, connection
from psycopg.errors import UniqueViolation

from statements.ingest.topics import load_topics
from statements.management.synthesis.cast import make_cast
from statements.management.synthesis.corpus import Corpus
from statements.management.synthesis.loading import LARGE, Loader
from statements.models import Article, Coverage, Person, Source, Tally, Topic


class Command(BaseCommand):
    help = (
        "Make a corpus up: so many quotes with plainly invented people, words and publishers, skewed as real "
        "ones are. The same number and seed give the same corpus, but for ids. For measuring and trying out; "
        "never on a site that readers use. All or nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("quotes", type=int, help="how many quotes, such as 300000")
        parser.add_argument("--seed", type=int, default=1, help="another gives another corpus (default: 1)")
        parser.add_argument(
            "--beside-content",
            action="store_true",
            help="also on a database that holds articles, people or sources already",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        quotes, seed = options["quotes"], options["seed"]
        if quotes < 1 or seed < 0:
            raise CommandError("Give a number of quotes of 1 or more, and a seed of 0 or more.")
        if not options["beside_content"] and any(
            model._default_manager.exists() for model in (Article, Person, Source)
        ):
            raise CommandError(
                "This database holds content already, which made-up quotes would mix with: use an empty one, "
                "or say --beside-content."
            )
        load_topics()
        random = Random(seed)  # noqa: S311 (a seed is the point)
        cast = make_cast(random, seed, quotes, list(Topic.objects.all()))
        began = time.perf_counter()
        try:
            articles = Loader(random, seed, cast).load(Corpus(random, seed, cast), quotes)
        except IntegrityError as error:
            if not isinstance(error.__cause__, UniqueViolation):
                raise
            raise CommandError(
                f"The corpus of seed {seed} is here already: choose another --seed. Nothing was stored."
            ) from error
        taken = time.perf_counter() - began
        with connection.cursor() as cursor:
            for table in (*(table.name for table in LARGE), Tally._meta.db_table, Coverage._meta.db_table):
                cursor.execute(f"VACUUM ANALYZE {table}")
            cursor.execute("ANALYZE")
        self.stdout.write(
            f"{quotes:,} quotes in {articles:,} articles, {taken:.1f} s: {quotes / taken:,.0f} a second"
        )
