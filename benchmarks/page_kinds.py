"""Page types and addresses to measure on the corpus at hand, each with bare SQL for what it is about."""

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
    from statements.models import Article, Meeting, Quote, Source

    found = find_subjects()
    speakers, topics, countries = found.speakers, found.topics, found.countries
    both = f"/compare/?speaker={speakers[0]}&speaker={speakers[1]}&topic={topics[0]}"
    of_speaker, on_topic = OF_SPEAKER.format(speaker=speakers[0]), ON_TOPIC.format(topic=topics[0])
    of_country = OF_COUNTRY.format(country=countries[0])
    quotes = [quote.get_absolute_url() for quote in Quote.objects.current()[:5000:2000]]
    articles = [article.get_absolute_url() for article in Article.objects.order_by("-pk")[:100:40]]
    meetings = list(Meeting.objects.order_by("-pk")[:100:40])
    sources = list(Source.objects.order_by("pk")[:40:15])
    words = WORDS.format(words="arms control")
    return [
        Kind("home", ["/"], newest(6)),
        Kind("quotes", ["/quotes/"], newest(20)),
        Kind(
            "quotes: speaker, topic",
            [f"/quotes/?speaker={slug}&topic={topics[0]}" for slug in speakers],
            newest(20, join=on_topic, chosen=of_speaker),
        ),
        Kind("quotes: a phrase", ['/quotes/?q="arms control"'], newest(20, chosen=words)),
        Kind("quotes: a common word", ["/quotes/?q=bridge"], newest(20, chosen=WORDS.format(words="bridge"))),
        Kind(
            "quote", quotes, f"SELECT * FROM statements_quote WHERE public_id = '{quotes[0].split('/')[2]}'"
        ),
        Kind("speakers", ["/speakers/"], "SELECT * FROM statements_person ORDER BY name, id LIMIT 50"),
        Kind("speaker", [f"/speakers/{slug}/" for slug in speakers], newest(8, chosen=of_speaker)),
        Kind("countries", ["/countries/"], "SELECT country, count(*) FROM statements_person GROUP BY 1"),
        Kind("country", [f"/countries/{code}/" for code in countries], newest(8, join=of_country)),
        Kind("topics", ["/topics/"], BY_TOPIC),
        Kind("topic", [f"/topics/{slug}/" for slug in topics], newest(8, join=on_topic)),
        Kind(
            "meetings",
            ["/meetings/"],
            "SELECT * FROM statements_meeting ORDER BY sort_on DESC, id DESC LIMIT 20",
        ),
        Kind(
            "meeting",
            [meeting.get_absolute_url() for meeting in meetings],
            newest(60, chosen=f"meeting_id = {meetings[0].pk}"),
        ),
        Kind(
            "articles", ["/articles/"], "SELECT id, title FROM statements_article ORDER BY id DESC LIMIT 20"
        ),
        Kind("article", articles, newest(60, chosen="article_id = (SELECT max(id) FROM statements_article)")),
        Kind(
            "sources", ["/sources/"], "SELECT source_id, sum(statements) FROM statements_coverage GROUP BY 1"
        ),
        Kind(
            "source",
            [source.get_absolute_url() for source in sources],
            "SELECT day, sum(articles) FROM statements_coverage "
            f"WHERE source_id = {sources[0].pk} GROUP BY 1",
        ),
        Kind("coverage", ["/coverage/"], BY_DAY),
        Kind("compare: speakers", [both], newest(12, join=on_topic, chosen=of_speaker)),
        Kind(
            "compare: countries",
            [f"/compare/?country={countries[0]}&country={countries[1]}"],
            newest(12, join=of_country),
        ),
        Kind("phrase", ["/phrases/?q=arms+control"], newest(5000, chosen=words)),
        Kind(
            "words apart", [f"/speakers/{slug}/words/" for slug in speakers], newest(600, chosen=of_speaker)
        ),
        Kind(
            "phrase: a common word",
            ["/phrases/?q=sanctions"],
            newest(5000, chosen=WORDS.format(words="sanctions")),
        ),
    ]
