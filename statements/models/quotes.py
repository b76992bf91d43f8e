"""What was said, by whom, as far as parser and editors know."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Case, F, FloatField, Prefetch, Q, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Greatest, Least, Length, StrIndex
from django.db.models.lookups import GreaterThan
from django.urls import reverse

from statements import search
from statements.models.arrays import IsOneOf
from statements.models.articles import Article
from statements.models.ids import PublicIdField
from statements.models.meetings import UNDATED, Meeting, Participation
from statements.models.people import Person, country_name
from statements.models.sameness import spoken, wording_of
from statements.models.topics import Topic

COUNT_CAP = 10_000
RANKED = 2_000
SETTLED = 0.6
"""Confidence from which a quote counts as settled without an editor. docs/parsing.md says why this one."""
SPOKEN_ENOUGH = 4
"""Words from which equal words are one statement: “Thank you.” is said every day."""
LONG_ENOUGH = 20
"""Characters from which a part of a longer quote's words is the same statement."""
MOST_REPORTS = 100
"""Other reports of one statement that are looked at."""
UNSETTLED = Q(review="disputed") | Q(review="unreviewed", confidence__lt=SETTLED)
NAMELESS = Q(speaker=None, speaker_kind="unnamed")
WAITING = Q(status="current") & (
    Q(review="disputed") | Q(review="unreviewed") & (Q(confidence__lt=SETTLED) | NAMELESS)
)
"""The editors' queue: what is unsettled, and what nobody is credited with."""
# What an editor's answer is worth: doubt, times how much readers see of such a quote. An earlier decision
# that is in question goes before all. Of the row's own columns only, so that an index can keep the order.
WORTH = Case(
    When(review="disputed", then=Value(2.0)),
    When(NAMELESS, then=(Value(2.0) - F("confidence")) / Value(2.0)),
    default=Value(1.0) - F("confidence"),
    output_field=FloatField(),
) * Case(
    When(kind="direct", then=Value(1.0)),
    When(kind="mixed", then=Value(0.95)),
    default=Value(0.75),
    output_field=FloatField(),
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows there are: exact up to a cap, beyond it only known to be more."""

    number: int
    capped: bool

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.capped else f"{self.number:,}"


class QuoteQuerySet(models.QuerySet["Quote"]):
    """How quotes are read. Pages, API and exports all filter with these."""

    def current(self) -> Self:
        """Without those that an editor or a better parser withdrew."""
        return self.filter(status=Quote.Status.CURRENT)

    def by_speaker(self, people: Iterable[Person]) -> Self:
        """Said by one of these."""
        return self.filter(speaker__in=[person.pk for person in people])

    def about(self, topics: Iterable[Topic]) -> Self:
        """On one of these topics, or a narrower one."""
        wanted = Topic.objects.keys_with_narrower(topic.pk for topic in topics)
        tagged = Quote.topics.through._default_manager.filter(topic__in=wanted, quote=models.OuterRef("pk"))
        return self.filter(models.Exists(tagged))  # a join would repeat a quote with two of the topics

    def at_meeting(self, meetings: Iterable[Meeting]) -> Self:
        """Said at one of these."""
        return self.filter(meeting__in=[meeting.pk for meeting in meetings])

    def from_country(self, codes: Iterable[str]) -> Self:
        """Whose speaker speaks for one of these states (ISO 3166-1 alpha-2)."""
        return self.filter(speaker__country__in=list(codes))

    def said_between(self, since: date | None, until: date | None) -> Self:
        """Said on these days, both included; undated ones are left out."""
        found = self
        if since:
            found = found.filter(sort_on__gte=max(since, date(1, 1, 2)))
        if until:
            found = found.filter(sort_on__lte=until, said_on__isnull=False)
        return found

    def said_in(self, years: Iterable[int]) -> Self:
        """Said in one of these years."""
        spans = (Q(sort_on__range=(date(year, 1, 1), date(year, 12, 31))) for year in years)
        return self.filter(reduce(or_, spans))

    def matching(self, words: str) -> Self:
        """Whose words match the query, in the grammar of `statements.search`; no words narrow nothing."""
        tree = search.read(words).tree
        return self if tree is None else self.filter(search.condition(tree))

    def ranked(self, chosen: "QuoteQuerySet", words: str) -> Self:
        """Those of ``chosen`` (which are of these) that match the words best, among its newest `RANKED`.

        To rank all matches of a broad query would read them all.
        """
        tree = search.read(words).tree
        if tree is None:
            return self.filter(pk__in=chosen.values("pk"))
        newest = chosen.order_by("-sort_on", "-pk").values("pk")[:RANKED]
        ranked = self.filter(pk__in=newest).annotate(rank=search.rank(tree))
        return ranked.order_by("-rank", "-sort_on", "-pk")

    def settled(self) -> Self:
        """Surely enough attributed, or confirmed by an editor."""
        return self.exclude(UNSETTLED)

    def unsettled(self) -> Self:
        """What waits for an editor: too unsure to rely on, or a decision that a newer parse disputes."""
        return self.filter(UNSETTLED)

    def reporting_the_same(self, quote: "Quote") -> Self:
        """Other reports of the same statement: the same words anywhere, or a part of them in its article.

        None for a few words that anybody may say again.
        """
        if len(quote.text.split()) < SPOKEN_ENOUGH:
            return self.none()
        others = self.exclude(pk=quote.pk).order_by()
        mine, theirs = spoken(Value(quote.text)), spoken("text")
        here = others.annotate(size=Length("text")).filter(article=quote.article_id, size__gte=LONG_ENOUGH)
        again = here.filter(
            Q(GreaterThan(StrIndex(theirs, mine), 0)) | Q(GreaterThan(StrIndex(mine, theirs), 0))
        )
        return self.any_of(others.filter(wording=quote.wording)[:MOST_REPORTS], again[:MOST_REPORTS])

    def any_of(self, *few: "QuoteQuerySet") -> Self:
        """Those that one of these small choices holds: their keys are read first, each by its own index.

        Joined by “or” the database would go through all quotes; in a subquery perhaps once for each of them.
        """
        first, *others = (choice.values("pk") for choice in few)
        keys = ArraySubquery(first.union(*others, all=True))
        return self.filter(IsOneOf(F("pk"), keys))

    def standing_for(self, quote: "Quote") -> Self:
        """Those that now hold most of the words of a withdrawn quote, the best one first."""
        shared = Least("end", Value(quote.end)) - Greatest("start", Value(quote.start))
        found = self.filter(article=quote.article_id, start__lt=quote.end, end__gt=quote.start)
        return (
            found.exclude(pk=quote.pk)
            .annotate(shared=shared)
            .filter(shared__gt=(quote.end - quote.start) // 2)
            .order_by("-shared", "pk")
        )

    def waiting(self) -> Self:
        """The editors' queue, what is most worth an answer first."""
        return self.filter(WAITING).order_by(WORTH.desc(), "pk")

    def for_display(self) -> Self:
        """With all that a detail shows beside the words: the same few queries for any number."""
        return (
            self.defer("article__raw", "article__html", "words")
            .select_related("speaker", "relayed", "meeting", "article__source")
            .prefetch_related(
                "topics",
                "speaker__offices",
                Prefetch("meeting__participations", Participation.objects.select_related("person")),
            )
        )

    def for_list(self) -> Self:
        """With what a list shows, and without the articles' texts, which it does not."""
        return self.for_display().defer("article__text")

    def for_list_of_one_speaker(self) -> Self:
        """The same without the speaker, for who has that person at hand."""
        people = Participation.objects.select_related("person")
        return (
            self.defer("article__raw", "article__html", "article__text", "words")
            .select_related("relayed", "meeting", "article__source")
            .prefetch_related("topics", Prefetch("meeting__participations", people))
        )

    def count_capped(self, cap: int = COUNT_CAP) -> Count:
        """The count, not looked at beyond the cap: a number of rows that a page can afford."""
        number = self.order_by()[: cap + 1].count()
        return Count(min(number, cap), number > cap)


class Quote(models.Model):
    """One attribution as a reader sees it: content, source, and the speaker that the source resolves to.

    The columns hold the *effective* values: an editor's where there is a verdict, else the parser's.
    What the parser said last stays in ``parsed``. Only ``ingest`` and ``corrections`` write here.
    """

    class Kind(models.TextChoices):
        DIRECT = "direct", "Direct quote"
        MIXED = "mixed", "Partly in their own words"
        INDIRECT = "indirect", "Reported speech"
        TURN = "turn", "Turn in a transcript"

    class SpeakerKind(models.TextChoices):
        PERSON = "person", "A person"
        ORGANIZATION = "organization", "An organisation"
        UNNAMED = "unnamed", "Somebody not named"

    class Status(models.TextChoices):
        CURRENT = "current", "Current"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Review(models.TextChoices):
        UNREVIEWED = "unreviewed", "Not reviewed"
        REVIEWED = "reviewed", "Reviewed by an editor"
        DISPUTED = "disputed", "Needs another look"

    class Standing(models.TextChoices):
        SETTLED = "settled", "Settled"
        UNSETTLED = "unsettled", "Waits for an editor"

    public_id = PublicIdField()
    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="quotes")
    start = models.IntegerField(help_text="Offset of the content's first code point in the article's text.")
    end = models.IntegerField(help_text="Offset behind the content's last code point.")
    text = models.TextField(help_text="The content: the article's text from start to end.")
    verbatim = ArrayField(
        ArrayField(models.IntegerField(), size=2),
        default=list,
        blank=True,
        help_text="[start, end] of each stretch of exact words, in the article's text.",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    speaker = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="quotes"
    )
    speaker_kind = models.CharField(max_length=15, choices=SpeakerKind.choices, default=SpeakerKind.UNNAMED)
    attributed_to = models.CharField(
        max_length=300, blank=True, help_text="Whom the article names, in its own words."
    )
    mention_start = models.IntegerField(
        null=True, blank=True, help_text="Offset of the words that name the source."
    )
    mention_end = models.IntegerField(null=True, blank=True)
    cue_start = models.IntegerField(
        null=True, blank=True, help_text="Offset of the words that signal the attribution."
    )
    cue_end = models.IntegerField(null=True, blank=True)
    relayed = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_quotes",
        help_text="The person whose words the speaker repeats.",
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="quotes"
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="quotes")
    said_on = models.DateField(null=True, blank=True)
    sort_on = models.GeneratedField(
        expression=Coalesce("said_on", Value(UNDATED)),
        output_field=models.DateField(),
        db_persist=True,
        help_text="The date said; the year 1 where it is not known, so that paging never meets a NULL.",
    )
    confidence = models.FloatField(
        help_text="The parser's probability that words and source are right, 0 to 1."
    )
    parser_version = models.CharField(max_length=50)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CURRENT)
    review = models.CharField(max_length=10, choices=Review.choices, default=Review.UNREVIEWED)
    found = models.BooleanField(default=True, help_text="The newest parse still finds this quote.")
    parsed = models.JSONField(default=dict, help_text="What the parser said last, whatever editors decided.")
    words = models.GeneratedField(
        expression=SearchVector("text", config="english"), output_field=SearchVectorField(), db_persist=True
    )
    wording = models.GeneratedField(
        expression=wording_of("text"),
        output_field=models.UUIDField(),
        db_persist=True,
        help_text="A digest of the words, blind to letters' case, blanks and marks: equal for one statement.",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Spans of ``text`` that a search found, set by the page that shows them.
    matches: Sequence[tuple[int, int]] = ()

    objects = QuoteQuerySet.as_manager()

    class Meta:
        ordering = ["-sort_on", "-pk"]
        permissions = [("restrict_quote", "Can hide quotes and articles from readers")]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__gte=0, end__gt=F("start")), name="quote_end_after_start"
            ),
            models.CheckConstraint(
                condition=Q(mention_start=None, mention_end=None)
                | Q(mention_start__gte=0, mention_end__gt=F("mention_start"), mention_end__isnull=False),
                name="quote_mention_is_a_span",
            ),
            models.CheckConstraint(
                condition=Q(cue_start=None, cue_end=None)
                | Q(cue_start__gte=0, cue_end__gt=F("cue_start"), cue_end__isnull=False),
                name="quote_cue_is_a_span",
            ),
            models.CheckConstraint(
                condition=Q(confidence__range=(0, 1)), name="quote_confidence_is_a_probability"
            ),
            models.CheckConstraint(
                condition=Q(speaker=None) | Q(speaker_kind="person"), name="quote_speaker_is_a_person"
            ),
            models.CheckConstraint(
                condition=Q(speaker_kind__in=["person", "organization", "unnamed"]),
                name="quote_speaker_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["direct", "mixed", "indirect", "turn"]), name="quote_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["current", "withdrawn"]), name="quote_status_known"
            ),
            models.CheckConstraint(
                condition=Q(review__in=["unreviewed", "reviewed", "disputed"]), name="quote_review_known"
            ),
        ]
        indexes = [
            # The newest quotes of all, and of one speaker: pages of these are read by key, in this order.
            models.Index(fields=["-sort_on", "-id"], name="quote_date_idx", condition=Q(status="current")),
            models.Index(
                fields=["speaker", "-sort_on", "-id"],
                name="quote_speaker_date_idx",
                condition=Q(status="current"),
            ),
            # An article's page, and matching a new parse to the stored one.
            models.Index(fields=["article", "start"], name="quote_article_start_idx"),
            # What changed lately.
            models.Index(fields=["updated_at"], name="quote_updated_idx"),
            # Search by words.
            GinIndex(fields=["words"], name="quote_words_idx"),
            # Other reports of the same statement.
            models.Index(fields=["wording"], name="quote_wording_idx", condition=Q(status="current")),
            # Search for words as written: phrases, NEAR, stars.
            GinIndex(search.WrittenWords(F("text")), name="quote_written_idx"),
            # The editors' queue, and in it the quotes that nobody is credited with.
            models.Index(WORTH.desc(), F("id"), name="quote_waiting_idx", condition=WAITING),
            models.Index(WORTH.desc(), F("id"), name="quote_nameless_idx", condition=WAITING & Q(NAMELESS)),
            models.Index(fields=["id"], name="quote_disputed_idx", condition=Q(review="disputed")),
            # How often editors kept or changed whom the parser named: few rows, by either name.
            models.Index(
                fields=["speaker"],
                name="quote_reviewed_idx",
                condition=Q(status="current") & ~Q(review="unreviewed"),
            ),
            models.Index(
                KT("parsed__speaker"),
                name="quote_reviewed_parsed_idx",
                condition=Q(status="current") & ~Q(review="unreviewed"),
            ),
            models.Index(
                fields=["confidence"], name="quote_unreviewed_idx", condition=Q(review="unreviewed")
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="identity_is_immutable", fields=["public_id", "article"]),
            pgtrigger.Trigger(
                name="text_is_the_articles",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("text", "start", "end"),  # type: ignore[no-untyped-call]
                func="""
                    IF NEW.text IS DISTINCT FROM (
                        SELECT substr(article.text, NEW.start + 1, greatest(0, NEW."end" - NEW.start))
                        FROM statements_article AS article WHERE article.id = NEW.article_id
                    ) THEN
                        RAISE EXCEPTION 'the quote is not what the article says from % to %',
                            NEW.start, NEW."end"
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        words = self.text if len(self.text) <= 80 else f"{self.text[:79]}…"
        return f"{self.speaker or self.attributed_to or 'Somebody'}: {words}"

    def get_absolute_url(self) -> str:
        return reverse("statements:quote-detail", args=[self.public_id])

    @property
    def mention(self) -> str:
        """The words by which the article names the source here."""
        return self._slice(self.mention_start, self.mention_end)

    @property
    def cue(self) -> str:
        """The words that signal the attribution."""
        return self._slice(self.cue_start, self.cue_end)

    @property
    def speaker_label(self) -> str:
        """Whom to print as the speaker: the person, or whom the article names, or that nobody is named."""
        return str(self.speaker) if self.speaker else self.attributed_to or "Speaker not named"

    @property
    def country(self) -> str:
        """The name of the state that the speaker speaks for."""
        return country_name(self.speaker.country) if self.speaker else ""

    @property
    def is_reviewed(self) -> bool:
        """An editor has decided something about it."""
        return self.review != self.Review.UNREVIEWED

    @property
    def is_added(self) -> bool:
        """An editor found it where no parser had."""
        return not self.parser_version

    @property
    def standing(self) -> "Quote.Standing":
        """Whether it can be relied on as it stands; see `QuoteQuerySet.unsettled`."""
        unsure = self.review == self.Review.UNREVIEWED and self.confidence < SETTLED
        disputed = self.review == self.Review.DISPUTED
        return self.Standing.UNSETTLED if unsure or disputed else self.Standing.SETTLED

    @property
    def said_with(self) -> list[dict[str, str]]:
        """Name and slug of those who say it with the speaker whom the parser found; none for another."""
        same = self.speaker is not None and self.speaker.slug == self.parsed.get("speaker")
        return self.parsed.get("with", []) if same else []

    def opinion(self) -> dict[str, Any]:
        """The effective values of the fields that editors may correct, by public names."""
        return {
            "speaker": self.speaker.slug if self.speaker else None,
            "relayed": self.relayed.slug if self.relayed else None,
            "meeting": self.meeting.slug if self.meeting else None,
            "topics": sorted(topic.slug for topic in self.topics.all()),
            "statement": self.status == self.Status.CURRENT,
            "boundaries": [self.start, self.end],
            "kind": str(self.kind),
            "date": self.said_on.isoformat() if self.said_on else None,
        }

    def _slice(self, start: int | None, end: int | None) -> str:
        return "" if start is None or end is None else self.article.text[start:end]
