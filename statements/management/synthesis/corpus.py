"""Articles with meetings and quotes, drawn one after the other from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from statements.management.synthesis.cast import FIRST, LAST, Cast, Figure, Publisher
from statements.management.synthesis.words import clauses, word
from statements.models import Topic

DAYS = (LAST - FIRST).days + 1
KINDS = ("direct", "mixed", "indirect", "turn")
KIND_SHARES = (55, 75, 97, 100)
MEETING_KINDS = ("bilateral", "multilateral", "phone", "summit", "press conference")


@dataclass(slots=True)
class Said:
    """One quote: where it stands in its article, and what the parser would have said of it."""

    start: int
    end: int
    text: str
    kind: str
    speaker: Figure | None
    mention_start: int
    mention_end: int
    cue_start: int
    cue_end: int
    topics: list[Topic]
    confidence: float
    review: str


@dataclass(slots=True)
class Report:
    """One article."""

    number: int
    publisher: Publisher
    published: date
    title: str
    text: str
    at_meeting: bool
    meeting_kind: str
    place: str
    participants: list[Figure]
    quotes: list[Said] = field(default_factory=list)


class Corpus:
    """Draws reports. The same seed, cast and number give the same reports."""

    def __init__(self, random: Random, seed: int, cast: Cast) -> None:
        self.random = random
        self.seed = seed
        self.cast = cast
        self.clauses = clauses(random)
        self.places = [word(random, 2).capitalize() for _ in range(200)]
        self.topics = {topic.pk: topic for topic in cast.topics.things}

    def reports(self, quotes: int) -> Iterator[Report]:
        """Reports that hold so many quotes together."""
        number = 0
        while quotes > 0:
            report = self._report(number, min(quotes, 1 + int(self.random.expovariate(1 / 7))))
            quotes -= len(report.quotes)
            number += 1
            yield report

    def _report(self, number: int, quotes: int) -> Report:
        random = self.random
        figures = list(dict.fromkeys(self.cast.people.draw(random, random.randint(2, 5))))
        published = FIRST + timedelta(days=int(DAYS * random.random() ** 0.6))
        place = random.choice(self.places)
        report = Report(
            number=number,
            publisher=self.cast.publishers.draw(random, 1)[0],
            published=published,
            title=f"Synthetic report {self.seed}-{number}: {random.choice(self.clauses)}",
            text="",
            at_meeting=random.random() < 0.55 and len(figures) > 1,
            meeting_kind=MEETING_KINDS[0] if len(figures) == 2 else random.choice(MEETING_KINDS),
            place=place,
            participants=figures,
        )
        pieces = [f"{place.upper()}, synthetic report {self.seed}-{number}."]
        at = len(pieces[0])
        for _ in range(quotes):
            piece, said = self._paragraph(random.choice(figures), at)
            report.quotes.append(said)
            pieces.append(piece)
            at += len(piece)
        report.text = "".join(pieces)
        return report

    def _paragraph(self, figure: Figure, at: int) -> tuple[str, Said]:
        """A paragraph that begins at this offset of the text, and the quote in it."""
        random = self.random
        topics = self._topics(figure)
        words = self._words(topics)
        share = random.randrange(100)
        kind = next(kind for kind, most in zip(KINDS, KIND_SHARES, strict=True) if share < most)
        unnamed = random.random() < 0.06
        who = "an official" if unnamed else figure.name
        cue, before, after = ("said that", " ", ".") if kind == "indirect" else ("said", ": “", "”")
        mention = at + 2
        cue_start = mention + len(who) + 1
        start = cue_start + len(cue) + len(before)
        review = random.random()
        said = Said(
            start=start,
            end=start + len(words),
            text=words,
            kind=kind,
            speaker=None if unnamed else figure,
            mention_start=mention,
            mention_end=mention + len(who),
            cue_start=cue_start,
            cue_end=cue_start + len(cue),
            topics=topics,
            confidence=round(1 - 0.6 * random.random() ** 3, 3),
            review="reviewed" if review < 0.02 else "disputed" if review < 0.023 else "unreviewed",
        )
        return f"\n\n{who} {cue}{before}{words}{after}", said

    def _topics(self, figure: Figure) -> list[Topic]:
        random = self.random
        number = random.choice((0, 1, 1, 1, 2, 2, 3))
        drawn = [
            self.topics[random.choice(figure.pet_topics)] if random.random() < 0.5 else topic
            for topic in self.cast.topics.draw(random, number)
        ]
        return list(dict.fromkeys(drawn))

    def _words(self, topics: list[Topic]) -> str:
        """One to four clauses with a phrase of each topic between them."""
        random = self.random
        parts = random.choices(self.clauses, k=random.choice((1, 2, 2, 3, 4)))
        parts += [random.choice(topic.phrases) for topic in topics if topic.phrases]
        sentence = ", ".join(parts)
        return f"{sentence[0].upper()}{sentence[1:]}."
