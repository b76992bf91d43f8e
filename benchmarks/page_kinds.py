"""Page types and addresses to measure on the corpus at hand, each with bare SQL for what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from statements.models.tallies import TallyQuerySet


@dataclass(slots=True)
class Kind:
    """A page type: its addresses, the bare SQL it is compared with, and what was measured (seconds)."""

    name: str
    addresses: list[str]
    reference: str
    taken: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    queries: int = 0
    kilobytes: float = 0


NEWEST = "ORDER BY sort_on DESC, quote.id DESC LIMIT"
CURRENT = f"""
    SELECT quote.id, quote.speaker_id, quote.article_id, sort_on, text
    FROM statements_quote AS quote {{join}} WHERE status = 'current' AND {{chosen}} {NEWEST}
"""
OF_SPEAKER = "speaker_id = (SELECT id FROM statements_person WHERE slug = '{speaker}')"
ON_TOPIC = """
    JOIN statements_quote_topics AS tagged ON tagged.quote_id = quote.id
    AND tagged.topic_id = (SELECT id FROM statements_topic WHERE slug = '{topic}')
"""
OF_COUNTRY = "JOIN statements_person AS person ON person.id = speaker_id AND country = '{country}'"
WORDS = "words @@ phraseto_tsquery('english', '{words}')"
BY_TOPIC = """
    SELECT topic_id, sum(number) FROM statements_tally
    WHERE speaker_id IS NULL AND month IS NOT NULL GROUP BY 1
"""
BY_DAY = """
    SELECT source_id, day, sum(articles) FROM statements_coverage
    WHERE day > (SELECT max(day) - 55 FROM statements_coverage) GROUP BY 1, 2
"""


def newest(number: int, *, join: str = "", chosen: str = "true") -> str:
    """The newest quotes, in bare SQL."""
    return f"{CURRENT.format(join=join, chosen=chosen)} {number}"


@dataclass(frozen=True, slots=True)
class Subjects:
    """Slugs or codes of each kind of subject: one with most statements, one with many, a middling one."""

    speakers: list[str]
    topics: list[str]
    countries: list[str]


def find_subjects() -> Subjects:
    """The subjects of the corpus at hand, by their counts."""
    from django.db.models import Sum

    from statements.models import Tally

    def ranked(lines: "TallyQuerySet", key: str) -> list[str]:
        keys = list(
            lines.values(key).annotate(total=Sum("number")).order_by("-total").values_list(key, flat=True)
        )
        return [keys[0], keys[len(keys) // 20], keys[len(keys) // 2]]

    speaking = Tally.objects.by_speaker()
    subjects = Tally.objects.filter(speaker=None, month__isnull=False, topic__isnull=False)
    return Subjects(
        ranked(speaking, "speaker__slug"),
        ranked(subjects, "topic__slug"),
        ranked(speaking.exclude(speaker__country=""), "speaker__country"),
    )


def kinds() -> list[Kind]:
    """Every page type."""
    found = find_subjects()
    return [*_lists(), *_of_rows(), *_of_subjects(found), *_of_words()]


def _lists() -> list[Kind]:
    """Pages that list things; their references are the newest or first rows, or the counts."""
    meetings = "SELECT * FROM statements_meeting ORDER BY sort_on DESC, id DESC LIMIT 20"
    sources = "SELECT source_id, sum(statements) FROM statements_coverage GROUP BY 1"
    return [
        Kind("home", ["/"], newest(6)),
        Kind("quotes", ["/quotes/"], newest(20)),
        Kind("speakers", ["/speakers/"], "SELECT * FROM statements_person ORDER BY name, id LIMIT 50"),
        Kind("countries", ["/countries/"], "SELECT country, count(*) FROM statements_person GROUP BY 1"),
        Kind("topics", ["/topics/"], BY_TOPIC),
        Kind("meetings", ["/meetings/"], meetings),
        Kind("articles", ["/articles/"], "SELECT id, title FROM statements_article ORDER BY 1 DESC LIMIT 20"),
        Kind("sources", ["/sources/"], sources),
        Kind("coverage", ["/coverage/"], BY_DAY),
    ]


def _of_rows() -> list[Kind]:
    """Pages of single quotes, articles, meetings, sources."""
    from statements.models import Article, Meeting, Quote, Source

    quotes, articles = Quote.objects.current()[:5000:2000], Article.objects.order_by("-pk")[:100:40]
    meetings, sources = Meeting.objects.order_by("-pk")[:100:40], Source.objects.order_by("pk")[:40:15]

    def addresses(rows: Iterable[Quote | Article | Meeting | Source]) -> list[str]:
        return [row.get_absolute_url() for row in rows]

    days = "SELECT day, sum(articles) FROM statements_coverage WHERE source_id = {} GROUP BY 1"
    of_article, of_meeting = f"article_id = {articles[0].pk}", f"meeting_id = {meetings[0].pk}"
    by_id = f"SELECT * FROM statements_quote WHERE public_id = '{quotes[0].public_id}'"
    return [
        Kind("quote", addresses(quotes), by_id),
        Kind("article", addresses(articles), newest(60, chosen=of_article)),
        Kind("meeting", addresses(meetings), newest(60, chosen=of_meeting)),
        Kind("source", addresses(sources), days.format(sources[0].pk)),
    ]


def _of_subjects(found: Subjects) -> list[Kind]:
    """Pages of speakers, countries, topics, and what compares them."""
    speakers, topics, countries = found.speakers, found.topics, found.countries
    pair = f"speaker={speakers[0]}&speaker={speakers[1]}&topic={topics[0]}"
    on_one = [f"/quotes/?speaker={slug}&topic={topics[0]}" for slug in speakers]
    of_speaker, on_topic = OF_SPEAKER.format(speaker=speakers[0]), ON_TOPIC.format(topic=topics[0])
    of_country = OF_COUNTRY.format(country=countries[0])
    both = f"/compare/?country={countries[0]}&country={countries[1]}"
    own_words = [f"/speakers/{slug}/words/" for slug in speakers]
    return [
        Kind("speaker", [f"/speakers/{slug}/" for slug in speakers], newest(8, chosen=of_speaker)),
        Kind("speaker's words", own_words, newest(600, chosen=of_speaker)),
        Kind("country", [f"/countries/{code}/" for code in countries], newest(8, join=of_country)),
        Kind("topic", [f"/topics/{slug}/" for slug in topics], newest(8, join=on_topic)),
        Kind("quotes: speaker, topic", on_one, newest(20, join=on_topic, chosen=of_speaker)),
        Kind("compare: speakers", [f"/compare/?{pair}"], newest(12, join=on_topic, chosen=of_speaker)),
        Kind("compare: countries", [both], newest(12, join=of_country)),
    ]


def _of_words() -> list[Kind]:
    """Searches, for a rare phrase and for a word that one statement in fifteen has."""
    rare, common = WORDS.format(words="arms control"), WORDS.format(words="sanctions")
    return [
        Kind("quotes: a phrase", ['/quotes/?q="arms control"'], newest(20, chosen=rare)),
        Kind("quotes: a common word", ["/quotes/?q=sanctions"], newest(20, chosen=common)),
        Kind("phrase", ["/phrases/?q=arms+control"], newest(5000, chosen=rare)),
        Kind("phrase: a common word", ["/phrases/?q=sanctions"], newest(5000, chosen=common)),
    ]
