"""Rows for tests, with plain defaults. Everybody here is invented, and so is every word they say."""

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import factory
from django.contrib.auth.models import Group, User
from factory.django import DjangoModelFactory

from statements.models import (
    Alias,
    Article,
    Correction,
    Meeting,
    MeetingReport,
    Office,
    Participation,
    Person,
    Quote,
    Report,
    Source,
    Topic,
)
from statements.models.articles import digest_of
from statements.roles import EDITORS, SENIOR_EDITORS

M = TypeVar("M")


class Factory(DjangoModelFactory[M]):
    """Calling a factory gives a row, which factory-boy's own types do not say."""

    if TYPE_CHECKING:

        def __new__(cls, **kwargs: Any) -> M: ...  # type: ignore[misc]


class UserFactory(Factory[User]):
    """A visitor with an account and no rights."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"reader{n}")
    password = factory.django.Password("a long pass phrase")


class EditorFactory(UserFactory):
    """Somebody who corrects."""

    username = factory.Sequence(lambda n: f"editor{n}")
    is_staff = True

    @factory.post_generation
    def role(self: User, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.groups.add(Group.objects.get(name=EDITORS))


class AdminFactory(UserFactory):
    """Somebody who may do all."""

    username = factory.Sequence(lambda n: f"admin{n}")
    is_staff = True
    is_superuser = True


class SourceFactory(Factory[Source]):
    class Meta:
        model = Source

    name = factory.Sequence(lambda n: f"Ruritanian Wire {n}")
    slug = factory.Sequence(lambda n: f"ruritanian-wire-{n}")
    kind = Source.Kind.WIRE


class TopicFactory(Factory[Topic]):
    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Invented issue {n}")
    slug = factory.Sequence(lambda n: f"invented-issue-{n}")


class PersonFactory(Factory[Person]):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Alba Testoni {n}")
    slug = factory.Sequence(lambda n: f"alba-testoni-{n}")


class AliasFactory(Factory[Alias]):
    class Meta:
        model = Alias

    person = factory.SubFactory(PersonFactory)
    name = "Testoni"


class OfficeFactory(Factory[Office]):
    class Meta:
        model = Office

    person = factory.SubFactory(PersonFactory)
    title = "Foreign Minister"


class ArticleFactory(Factory[Article]):
    class Meta:
        model = Article

    source = factory.SubFactory(SourceFactory)
    title = "Ministers of Ruritania and Freedonia meet"
    text = factory.Sequence(
        lambda n: f"STRELSAU, report {n}. Testoni said: “The bridge will be built.” He left."
    )
    digest = factory.LazyAttribute(lambda article: digest_of(article.text.encode()))
    raw = factory.LazyAttribute(lambda article: article.text.encode())
    raw_digest = factory.LazyAttribute(lambda article: digest_of(article.raw))
    published_on = date(2020, 5, 4)
    parser_version = "test-1"


class MeetingFactory(Factory[Meeting]):
    class Meta:
        model = Meeting

    slug = factory.Sequence(lambda n: f"strelsau-{n}")
    kind = Meeting.Kind.BILATERAL
    held_on = date(2020, 5, 4)
    precision = Meeting.Precision.DAY
    place = "Strelsau"


class ParticipationFactory(Factory[Participation]):
    class Meta:
        model = Participation

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)


class MeetingReportFactory(Factory[MeetingReport]):
    class Meta:
        model = MeetingReport

    article = factory.SubFactory(ArticleFactory)
    meeting = factory.SubFactory(MeetingFactory)


class QuoteFactory(Factory[Quote]):
    """A quote of the words given as ``text``, which the article must hold (its default text does)."""

    class Meta:
        model = Quote
        skip_postgeneration_save = True

    article = factory.SubFactory(ArticleFactory)
    text = "The bridge will be built."
    start = factory.LazyAttribute(lambda quote: quote.article.text.index(quote.text))
    end = factory.LazyAttribute(lambda quote: quote.start + len(quote.text))
    verbatim = factory.LazyAttribute(lambda quote: [[quote.start, quote.end]])
    kind = Quote.Kind.DIRECT
    speaker = factory.SubFactory(PersonFactory)
    speaker_kind = factory.LazyAttribute(lambda quote: "person" if quote.speaker else "unnamed")
    attributed_to = factory.LazyAttribute(lambda quote: quote.speaker.name if quote.speaker else "")
    said_on = date(2020, 5, 4)
    confidence = 0.9
    parser_version = "test-1"
    parsed = factory.LazyAttribute(
        lambda quote: {
            "speaker": quote.speaker.slug if quote.speaker else None,
            "relayed": None,
            "meeting": None,
            "topics": [],
            "statement": True,
        }
    )

    @factory.post_generation
    def topics(self: Quote, create: bool, extracted: Any, **kwargs: Any) -> None:
        if extracted:
            self.topics.set(extracted)


class CorrectionFactory(Factory[Correction]):
    class Meta:
        model = Correction

    quote = factory.SubFactory(QuoteFactory)
    editor = factory.SubFactory(EditorFactory)
    field = Correction.Field.STATEMENT
    before = True
    after = False
    parsed = True
    words = factory.LazyAttribute(lambda correction: correction.quote.text)
    reason = "A slogan on a banner, said by nobody."


class SeniorEditorFactory(UserFactory):
    """Somebody who also merges, moves many at once and hides."""

    username = factory.Sequence(lambda n: f"senior{n}")
    is_staff = True

    @factory.post_generation
    def role(self: User, create: bool, extracted: Any, **kwargs: Any) -> None:
        self.groups.add(Group.objects.get(name=SENIOR_EDITORS))


class ReportFactory(Factory[Report]):
    class Meta:
        model = Report

    quote = factory.SubFactory(QuoteFactory)
    about = Report.About.SPEAKER
    why = "The caption names the other minister."
