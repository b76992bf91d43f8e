"""The corpus as rows: one line of COPY's text format each, whole batches at a time."""

import hashlib
from itertools import islice
from random import Random

from django.db import transaction
from django.utils import timezone

from statements.management.synthesis.bulk import Copier, Ids, Table, deferred_upkeep, usual_values
from statements.management.synthesis.cast import Cast, Figure
from statements.management.synthesis.corpus import Corpus, Report, Said
from statements.models.ids import ALPHABET
from statements.models.spelling import surname_key
from statements.models.tallies import recount

NULL = r"\N"
BATCH = 500
"""Articles in one COPY."""
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]
VERSION = "synthetic-1"


PEOPLE = Table("statements_person", "id, name, slug, country, surname_key")
ALIASES = Table("statements_alias", "person_id, name")
OFFICES = Table("statements_office", "id, person_id, title, country, organization, since, until")
SOURCES = Table("statements_source", "id, name, slug, site, kind, feed_url")
ARTICLES = Table(
    "statements_article",
    "id, public_id, source_id, url, title, author, published_on, dateline, form, text, digest, html, raw, "
    "raw_digest, content_type, parsed, parser_version, state, received_at, parsed_at",
)
MEETINGS = Table("statements_meeting", "id, slug, kind, held_on, precision, place, country")
REPORTS = Table("statements_meetingreport", "article_id, meeting_id, mentioned, parsed")
PARTICIPATIONS = Table("statements_participation", "meeting_id, person_id, office_id, side")
QUOTES = Table(
    "statements_quote",
    'id, public_id, article_id, start, "end", text, verbatim, kind, speaker_id, speaker_kind, attributed_to, '
    "mention_start, mention_end, cue_start, cue_end, meeting_id, said_on, confidence, parser_version, "
    "status, review, found, parsed, created_at, updated_at",
)
QUOTE_TOPICS = Table("statements_quote_topics", "quote_id, topic_id")
NUMBERED = (PEOPLE, OFFICES, SOURCES, ARTICLES, MEETINGS, QUOTES)
SMALL = (PEOPLE, ALIASES, OFFICES, SOURCES)
LARGE = (ARTICLES, MEETINGS, REPORTS, PARTICIPATIONS, QUOTES, QUOTE_TOPICS)


class Loader:
    """Writes a cast and its reports."""

    def __init__(self, random: Random, seed: int, cast: Cast) -> None:
        self.random = random
        self.seed = seed
        self.cast = cast
        self.now = timezone.now().isoformat()
        self.ids: dict[Table, Ids] = {}
        self.people: dict[int, int] = {}
        self.offices: dict[int, int] = {}
        self.sources: dict[str, int] = {}

    @transaction.atomic
    def load(self, corpus: Corpus, quotes: int) -> int:
        """Store everything or nothing; returns how many articles there are."""
        reports, articles = corpus.reports(quotes), 0
        with deferred_upkeep([table.name for table in LARGE]), usual_values((*SMALL, *LARGE)):
            self.ids = {table: Ids(table.name) for table in NUMBERED}
            with Copier() as copier:
                copier.send(self._cast_rows())
                while batch := list(islice(reports, BATCH)):
                    copier.send(self._report_rows(batch))
                    articles += len(batch)
            for ids in self.ids.values():
                ids.keep()
        recount()
        return articles

    def _cast_rows(self) -> dict[Table, list[str]]:
        people, publishers = self.cast.people.things, self.cast.publishers.things
        person, source = self.ids[PEOPLE].take(len(people)), self.ids[SOURCES].take(len(publishers))
        offices = []
        for figure in people:
            self.people[figure.place] = person + figure.place
            self.offices[figure.place] = self.ids[OFFICES].free
            for held in figure.offices:
                pk, period = self.ids[OFFICES].take(), f"{held.since}\t{held.until or NULL}"
                offices.append(
                    f"{pk}\t{self.people[figure.place]}\t{held.title}\t{figure.country}\t\t{period}\n"
                )
        self.sources = {publisher.slug: source + place for place, publisher in enumerate(publishers)}
        rows = [(self.people[figure.place], figure) for figure in people]
        names = [(pk, name) for pk, one in rows for name in (one.name, one.name.split()[-1])]
        return {
            PEOPLE: [
                f"{pk}\t{one.name}\t{one.slug}\t{one.country}\t{surname_key(one.name)}\n" for pk, one in rows
            ],
            ALIASES: [f"{pk}\t{name}\n" for pk, name in names],
            OFFICES: offices,
            SOURCES: [
                f"{self.sources[one.slug]}\t{one.name}\t{one.slug}\t\t{one.kind}\t\n" for one in publishers
            ],
        }

    def _report_rows(self, batch: list[Report]) -> dict[Table, list[str]]:
        rows: dict[Table, list[str]] = {table: [] for table in LARGE}
        for report in batch:
            article, held = self.ids[ARTICLES].take(), NULL
            rows[ARTICLES].append(self._article(article, report))
            if report.at_meeting:
                held = str(self._add_meeting(rows, article, report))
            for said in report.quotes:
                quote = self.ids[QUOTES].take()
                rows[QUOTES].append(self._quote(quote, article, held, report, said))
                rows[QUOTE_TOPICS] += [f"{quote}\t{topic.pk}\n" for topic in said.topics]
        return rows

    def _article(self, pk: int, report: Report) -> str:
        text = report.text.encode()
        digest = hashlib.sha256(text).hexdigest()
        shown = report.text.replace("\n", r"\n")
        received = f"{report.published}T12:00:00Z"
        return (
            f"{pk}\t{self._public_id()}\t{self.sources[report.publisher.slug]}\t\t{report.title}\t\t"
            f"{report.published}\t{report.place.upper()}\tnews\t{shown}\t{digest}\t\t\\\\x{text.hex()}\t"
            f"{digest}\ttext/plain\t{{}}\t{VERSION}\tparsed\t{received}\t{received}\n"
        )

    def _add_meeting(self, rows: dict[Table, list[str]], article: int, report: Report) -> int:
        meeting = self.ids[MEETINGS].take()
        rows[MEETINGS].append(
            f"{meeting}\tsynthetic-meeting-{self.seed}-{report.number}\t{report.meeting_kind}\t"
            f"{report.published}\tday\t{report.place}\t\n"
        )
        rows[REPORTS].append(f"{article}\t{meeting}\tf\t{{}}\n")
        for figure in report.participants:
            office = self._office_on(figure, report)
            side = f"{self.people[figure.place]}\t{office}\t{figure.country}"
            rows[PARTICIPATIONS].append(f"{meeting}\t{side}\n")
        return meeting

    def _office_on(self, figure: Figure, report: Report) -> str:
        for place, held in enumerate(figure.offices):
            if held.since <= report.published and (held.until is None or report.published <= held.until):
                return str(self.offices[figure.place] + place)
        return NULL

    def _quote(self, pk: int, article: int, meeting: str, report: Report, said: Said) -> str:
        speaker = said.speaker
        verbatim = "{}" if said.kind == "indirect" else f"{{{{{said.start},{said.end}}}}}"
        slug, kind = (f'"{speaker.slug}"', "person") if speaker else ("null", "unnamed")
        slugs = ",".join(sorted(f'"{topic.slug}"' for topic in said.topics))
        parsed = (
            f'{{"speaker":{slug},"speaker_kind":"{kind}","relayed":null,"meeting":null,'
            f'"topics":[{slugs}],"statement":true}}'
        )
        who = (
            f"{self.people[speaker.place]}\tperson\t{speaker.name}"
            if speaker
            else f"{NULL}\tunnamed\tan official"
        )
        return (
            f"{pk}\t{self._public_id()}\t{article}\t{said.start}\t{said.end}\t{said.text}\t{verbatim}\t"
            f"{said.kind}\t{who}\t{said.mention_start}\t{said.mention_end}\t{said.cue_start}\t{said.cue_end}\t"
            f"{meeting}\t{report.published}\t{said.confidence}\t{VERSION}\tcurrent\t{said.review}\tt\t{parsed}\t"
            f"{self.now}\t{self.now}\n"
        )

    def _public_id(self) -> str:
        bits = self.random.getrandbits(60)
        return "".join([PAIRS[(bits >> shift) & 1023] for shift in range(0, 60, 10)])
