"""Parsing again keeps ids, addresses and verdicts, and says where it disagrees."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from statements.corrections import record_correction
from statements.ingest.articles import ingest_article, reparse_article
from statements.ingest.topics import load_topics
from statements.models import Article, Correction, Meeting, Person, Quote
from statements.parsing import (
    MeetingKind,
    ParsedArticle,
    ParsedMeeting,
    ParsedPerson,
    ParsedQuote,
    QuoteKind,
    Span,
    SpeakerKind,
)
from tests.factories import EditorFactory, PersonFactory
from tests.ingest.test_articles import SAMPLE

pytestmark = pytest.mark.django_db

TEXT = "Testoni said: “The bridge will be built. It will be blue.” Esempio said: “The river has two banks.”"


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def says(words: str, speaker: str | None = "Alba Testoni", **changes: object) -> ParsedQuote:
    kind = SpeakerKind.PERSON if speaker else SpeakerKind.UNNAMED
    quote = ParsedQuote(span(words), QuoteKind.DIRECT, speaker=speaker, speaker_kind=kind, confidence=0.9)
    return replace(quote, **changes)  # type: ignore[arg-type]


def parser(*quotes: ParsedQuote, **changes: object) -> Callable[..., ParsedArticle]:
    """A parser that finds just this, whatever it is given."""
    people = tuple(
        ParsedPerson(name, "Minister", country)
        for name, country in (("Alba Testoni", "FR"), ("Bruno Esempio", "BE"))
    )

    def parse(text: str, published: date | None = None) -> ParsedArticle:
        found = ParsedArticle(text, title="Bridge talks", people=people, quotes=tuple(quotes))
        return replace(found, **changes)  # type: ignore[arg-type]

    return parse


@pytest.fixture
def article() -> Article:
    """Two quotes found by the first parser."""
    article = ingest_article(TEXT.encode()).article
    reparse_article(
        article, parser=parser(says("The bridge will be built."), says("The river", "Bruno Esempio"))
    )
    article.quotes.filter(status=Quote.Status.WITHDRAWN).update(found=False)
    return article


def the(words: str) -> Quote:
    """The only quote of these very words."""
    return Quote.objects.get(text=words)


def correct(quote: Quote, field: str, after: object) -> Correction:
    return record_correction(
        quote, field=field, after=after, editor=EditorFactory(), reason="The text says so."
    )


def test_the_same_parser_again_changes_no_row() -> None:
    article = ingest_article(SAMPLE.read_bytes()).article
    before = list(article.quotes.values_list("public_id", "updated_at"))
    people, meetings = set(Person.objects.all()), set(Meeting.objects.all())

    reparse_article(article)

    assert list(article.quotes.values_list("public_id", "updated_at")) == before
    assert (set(Person.objects.all()), set(Meeting.objects.all())) == (people, meetings)


def test_a_quote_whose_span_moves_keeps_its_id(article: Article) -> None:
    old = the("The bridge will be built.")

    reparse_article(article, parser=parser(says("The bridge will be built. It will be blue.")))

    assert the("The bridge will be built. It will be blue.").public_id == old.public_id


def test_a_correction_survives_and_agreement_leaves_it_settled(article: Article) -> None:
    quote = the("The bridge will be built.")
    correct(quote, "speaker", Person.objects.get(name="Bruno Esempio").slug)

    reparse_article(article, parser=parser(says("The bridge will be built.", confidence=0.5)))

    quote.refresh_from_db()
    assert quote.speaker == Person.objects.get(name="Bruno Esempio")
    assert (quote.parsed["speaker"], quote.review) == ("alba-testoni", Quote.Review.REVIEWED)


def test_a_new_opinion_against_a_verdict_is_put_up_for_another_look(article: Article) -> None:
    quote, editors_choice = the("The bridge will be built."), PersonFactory()
    correct(quote, "speaker", editors_choice.slug)

    reparse_article(article, parser=parser(says("The bridge will be built.", "Bruno Esempio")))

    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (editors_choice, Quote.Review.DISPUTED)


def test_a_parser_that_comes_round_to_the_verdict_settles_it(article: Article) -> None:
    quote = the("The bridge will be built.")
    correct(quote, "speaker", Person.objects.get(name="Bruno Esempio").slug)

    reparse_article(article, parser=parser(says("The bridge will be built.", "Bruno Esempio")))

    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (Person.objects.get(name="Bruno Esempio"), Quote.Review.REVIEWED)


def test_a_verdict_about_other_words_is_put_up_for_another_look(article: Article) -> None:
    quote = the("The bridge will be built.")
    correct(quote, "speaker", None)

    reparse_article(article, parser=parser(says("The bridge will be built. It will be blue.")))

    quote.refresh_from_db()
    assert (quote.speaker, quote.review) == (None, Quote.Review.DISPUTED)


def test_a_reviewed_quote_that_is_found_no_longer_stays_and_is_flagged(article: Article) -> None:
    quote = the("The bridge will be built.")
    correct(quote, "speaker", "bruno-esempio")

    reparse_article(article, parser=parser())

    quote.refresh_from_db()
    assert (quote.status, quote.found, quote.review) == (Quote.Status.CURRENT, False, Quote.Review.DISPUTED)


def test_an_unreviewed_quote_found_no_longer_is_withdrawn_and_found_again_has_its_id_back(
    article: Article,
) -> None:
    quote = the("The bridge will be built.")

    reparse_article(article, parser=parser())
    quote.refresh_from_db()
    assert (quote.status, quote.found) == (Quote.Status.WITHDRAWN, False)

    reparse_article(article, parser=parser(says("The bridge will be built.")))
    quote.refresh_from_db()
    assert (quote.status, quote.found) == (Quote.Status.CURRENT, True)


def test_what_an_editor_called_no_statement_stays_withdrawn(article: Article) -> None:
    quote = the("The bridge will be built.")
    correct(quote, "statement", False)

    reparse_article(article, parser=parser(says("The bridge will be built.")))

    quote.refresh_from_db()
    assert (quote.status, quote.review) == (Quote.Status.WITHDRAWN, Quote.Review.REVIEWED)


def test_a_split_quote_leaves_its_id_with_the_larger_part(article: Article) -> None:
    reparse_article(article, parser=parser(says("The bridge will be built. It will be blue.")))
    whole = the("The bridge will be built. It will be blue.")

    reparse_article(article, parser=parser(says("The bridge will be built."), says("It will be blue.")))

    assert the("The bridge will be built.").public_id == whole.public_id
    assert the("It will be blue.").public_id != whole.public_id


def test_a_corrected_topic_survives(article: Article) -> None:
    load_topics()
    quote = the("The bridge will be built.")
    correct(quote, "topics", ["visas"])
    reparse_article(article, parser=parser(says("The bridge will be built.", topics=("syria",))))

    quote.refresh_from_db()
    assert (quote.opinion()["topics"], quote.parsed["topics"]) == (["visas"], ["syria"])


def test_a_meeting_keeps_its_address_and_an_admins_edit(article: Article) -> None:
    def meets(place: str) -> Callable[..., ParsedArticle]:
        names = ("Alba Testoni", "Bruno Esempio")
        return parser(meetings=(ParsedMeeting(MeetingKind.BILATERAL, "2020-05-04", place, names),))

    reparse_article(article, parser=meets("Strelsau"))
    meeting = article.meetings.get()
    reparse_article(article, parser=meets("Strelsau Castle"))
    meeting.refresh_from_db()
    assert (article.meetings.get(), meeting.place) == (meeting, "Strelsau Castle")

    Meeting.objects.update(place="The castle")
    reparse_article(article, parser=meets("Strelsau again"))
    meeting.refresh_from_db()
    assert (article.meetings.get(), meeting.place) == (meeting, "The castle")


def test_an_articles_title_follows_the_parser_until_somebody_edits_it(article: Article) -> None:
    reparse_article(article, parser=parser(title="A better title"))
    article.refresh_from_db()
    assert article.title == "A better title"

    Article.objects.update(title="An editor's title")
    reparse_article(article, parser=parser(title="A title found later"))
    article.refresh_from_db()
    assert article.title == "An editor's title"


def test_a_verdict_does_not_drift_to_other_words_step_by_step(article: Article) -> None:
    quote = the("The bridge will be built.")
    correct(quote, "speaker", "bruno-esempio")

    for words in ("bridge will be built. It will", "will be built. It will be blue.", "It will be blue."):
        reparse_article(article, parser=parser(says(words)))

    quote.refresh_from_db()
    assert (quote.text, quote.found, quote.review) == ("will be built. It will be blue.", False, "disputed")
    other = the("It will be blue.")
    assert (str(other.speaker), other.public_id != quote.public_id) == ("Alba Testoni", True)
