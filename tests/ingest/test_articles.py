"""From bytes to rows: stored whole, once, or refused with a reason."""

import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections
from django.test import Client

from statements.ingest.articles import Outcome, Refused, Status, ingest_article
from statements.models import Article, Meeting, Person, Quote, Source, Topic
from statements.models.articles import digest_of

SAMPLE = Path(__file__).parents[2] / "statements/samples/pompeo-lavrov-2019-12-10.txt"
STORY = """Bridge talks end in Strelsau

STRELSAU, May 4, 2020 (Ruritanian Wire) — Foreign Minister Alba Testoni of France met Belgian Prime Minister \
Bruno Esempio in Strelsau today.

“The bridge will be built,” Testoni said. Esempio said that “the river has two banks.”
""".encode()


@pytest.fixture
def sample(db: None) -> Article:
    """The sample, ingested."""
    return ingest_article(SAMPLE.read_bytes(), name=SAMPLE.name, source="EIRNS").article


def test_the_sample_is_stored_with_its_bytes_and_digests(sample: Article) -> None:
    data = SAMPLE.read_bytes()

    sample.refresh_from_db()
    assert sample.text == data.decode()
    assert (bytes(sample.raw), sample.raw_digest, sample.digest) == (data, digest_of(data), digest_of(data))
    assert (sample.title, sample.published_on) == (
        "Pompeo, Lavrov Talks Seek Better U.S.-Russia Relations, Discuss Challenges and Opportunities",
        date(2019, 12, 10),
    )


def test_the_samples_quotes_people_meetings_and_topics_are_rows(sample: Article) -> None:
    lavrov = Person.objects.get(slug="sergey-lavrov")
    meeting = sample.meetings.get(reports__mentioned=False)

    assert (lavrov.country, [office.title for office in lavrov.offices.all()]) == ("RU", ["Foreign Minister"])
    assert {person.slug for person in meeting.people} == {"mike-pompeo", "sergey-lavrov"}
    assert (meeting.held_on, meeting.kind) == (date(2019, 12, 10), Meeting.Kind.BILATERAL)
    on_arms = Quote.objects.by_speaker([lavrov]).about(Topic.objects.filter(slug="arms-control"))
    assert on_arms.filter(text__contains="was the first time that we have clarification").exists()
    assert all(quote.said_on == date(2019, 12, 10) for quote in sample.quotes.all())


def test_every_stored_span_is_the_articles_own_words(sample: Article) -> None:
    quotes = list(sample.quotes.all())

    assert quotes
    for quote in quotes:
        assert quote.text == sample.text[quote.start : quote.end]
        assert all(quote.start <= start < end <= quote.end for start, end in quote.verbatim)
        assert quote.mention_start is None or quote.mention


@pytest.mark.django_db
def test_the_same_text_again_changes_nothing(sample: Article) -> None:
    before = (Article.objects.count(), list(Quote.objects.values_list("public_id", "updated_at")))

    again = ingest_article(SAMPLE.read_bytes(), name="another name.txt", source="Somebody else")

    assert again == Outcome(sample, Status.UNCHANGED)
    assert (Article.objects.count(), list(Quote.objects.values_list("public_id", "updated_at"))) == before
    assert not Source.objects.filter(name="Somebody else").exists()


@pytest.mark.django_db
def test_two_articles_share_person_source_and_meeting() -> None:
    first = ingest_article(STORY, source="Ruritanian Wire").article
    second = ingest_article(STORY + b"Both left by train.\n", source="ruritanian  wire").article

    assert first.source == second.source
    assert Person.objects.filter(name="Alba Testoni").count() == 1
    assert set(first.meetings.all()) == set(second.meetings.all()) != set()


HTML = b"""<!doctype html><html><head><title>Bridge talks</title><script>alert(1)</script></head>
<body><article>
<h1>Bridge talks</h1>
<p onclick="alert(2)">STRELSAU, May 4, 2020 (Ruritanian Wire) \xe2\x80\x94 Foreign Minister Alba
Testoni spoke for an hour about the river, the ferry and the old road that leads to the sea.</p>
<p>\xe2\x80\x9cThe bridge will be built before the winter comes,\xe2\x80\x9d Testoni said in Strelsau.</p>
<script>alert(3)</script><a href="javascript:alert(4)">more</a></article></body></html>"""


@pytest.mark.django_db
def test_scripts_of_html_are_stored_nowhere_but_in_the_bytes() -> None:
    article = ingest_article(HTML, name="bridge.html").article

    assert article.content_type == "text/html"
    for kept in (article.html, article.text):
        assert "alert" not in kept
        assert "The bridge will be built" in kept
    assert bytes(article.raw) == HTML


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n ", "no words"),
        (b"Words \xff\xfe and more", "not valid UTF-8"),
        (b"Words\x00 and more", "NUL"),
        (b"%PDF-1.7 \x00\x01", "PDF"),
        (b"x" * 50_000_000, "split it"),
    ],
    ids=["empty", "blank", "invalid UTF-8", "NUL", "binary", "50 MB"],
)
def test_what_is_no_article_is_refused_and_nothing_is_stored(data: bytes, message: str) -> None:
    with pytest.raises(Refused, match=message):
        ingest_article(data)

    assert not Article.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://example.org/", "nonsense"])
def test_an_address_that_is_not_of_the_web_is_refused(url: str) -> None:
    with pytest.raises(Refused, match="no web address"):
        ingest_article(STORY, url=url)

    assert not Article.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_article_that_fails_in_the_middle_leaves_nothing() -> None:
    """The last of what is written, topics of quotes, is made impossible: all before it must be undone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE statements_quote_topics ADD CONSTRAINT none_at_all CHECK (false) NOT VALID"
        )
    try:
        with pytest.raises(DatabaseError, match="none_at_all"):
            ingest_article(SAMPLE.read_bytes())
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE statements_quote_topics DROP CONSTRAINT none_at_all")

    assert [model.objects.count() for model in (Article, Person, Meeting, Quote)] == [0, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_articles_that_name_the_same_new_person_at_once_share_one_row() -> None:
    at_once([STORY + f"Report {number}.\n".encode() for number in range(4)])

    assert Article.objects.count() == 4
    assert Person.objects.filter(name="Alba Testoni").count() == 1


def at_once(texts: list[bytes]) -> list[Outcome]:
    """Ingest all of them at the same moment, each over its own connection."""
    found: list[Outcome] = []
    barrier = threading.Barrier(len(texts))

    def ingest(text: bytes) -> None:
        barrier.wait()
        found.append(ingest_article(text))
        connections.close_all()

    threads = [threading.Thread(target=ingest, args=[text]) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


@pytest.mark.django_db(transaction=True)
def test_the_same_article_from_four_sides_at_once_is_stored_once() -> None:
    found = at_once([STORY] * 4)

    assert sorted(outcome.status for outcome in found) == [Status.STORED, *[Status.UNCHANGED] * 3]
    assert Article.objects.count() == 1
    assert Person.objects.filter(name="Alba Testoni").count() == 1


@pytest.mark.django_db
def test_what_two_agree_on_names_both(client: Client) -> None:
    text = (
        "Talks end\n\nSTRELSAU, May 4, 2020 (Wire) — Foreign Minister Alba Testoni of France met Belgian "
        "Foreign Minister Bruno Esempio. The two ministers agreed that the bridge will be built."
    )
    article = ingest_article(text.encode()).article

    (quote,) = article.quotes.all()
    assert (str(quote.speaker), [other["name"] for other in quote.said_with]) == (
        "Alba Testoni",
        ["Bruno Esempio"],
    )
    page = client.get(quote.get_absolute_url()).content.decode()
    assert "/speakers/bruno-esempio/" in page
    assert "“agreed” credits them to “The two ministers”" in page
