"""The title: the first line of the head that is the article's own, not the page's or the publisher's."""

import re
from datetime import date

from statements.parsing import gazetteer
from statements.parsing.dates import EXPRESSION, find_dates
from statements.parsing.document import Span

FURNITURE = frozenset({
    "home", "menu", "skip", "back", "top", "share", "print", "subscribe", "search", "page", "login",
    "log", "sign", "email", "tweet", "follow", "click", "here", "content", "main", "navigation",
    "clear", "next", "previous", "advertisement", "go", "to", "the", "in", "of", "and", "for", "us", "list",
    "press", "release", "releases", "immediate", "office", "spokesperson", "media", "note", "news", "briefs",
    "website", "site", "archive", "english", "version", "you", "are", "opinion", "analysis", "interview",
    "readout", "remarks", "transcript", "uncorrected", "rush", "world", "politics", "exclusive", "long",
    "read", "updated", "update", "published", "issued", "on", "from", "a", "not", "final", "copy",
    "statement",
    "statements", "speeches", "speech", "communique", "communiqué", "no", "nr", "ref",
    "summary", "briefing", "live", "video",
})  # fmt: skip
"""Words of which the page's own lines are made, not the article's."""
INSTITUTION = re.compile(
    r"(?:the )?(?:federal |royal |permanent )?"
    r"(?:ministry|department|office|mission|embassy|delegation|council|government|secretariat|press"
    r"|economic community|european (?:commission|council|parliament)|organi[sz]ation|republic|kingdom|state"
    r"|chancellery|prime minister[’']s)"
    r"\b(?! (?:of \w+ )?(?:says|calls|condemns|welcomes|agrees|urges|warns))",
    re.IGNORECASE,
)
"""How a line begins that names the body which publishes; no verb is in it."""
REFERENCE = re.compile(r"(?:[^\W\d_]{0,12}[\s.:°ºo]*)?[\d/.:()°A-Z\s-]*\d[\d/.:()A-Z\s-]*$")
"""“No. 214/2016”, “SC/14911-B”, “842-11-05-2018”."""
BYLINE = re.compile(
    r"(?:by|from|von|story by|reporting by)\s+\S+|.{3,50}\s[/|]\s*[A-ZÀ-Þ .]+$|.{3,40}\|", re.IGNORECASE
)
DONE = re.compile(r"done (?:at|in)|signed (?:at|in)|adopted", re.IGNORECASE)
"""How the foot of a declaration begins that says when it was made."""
LONGEST = 220
"""Characters a title may have."""
HEAD = 10
"""Paragraphs among which the title is looked for."""


def find_title(text: str, paragraphs: list[Span], body: int | None) -> str:
    """The title, or "" where the text has none; `body` is the paragraph of the date line, if known."""
    end = HEAD if body is None else body
    head = [p.of(text) for p in paragraphs[: min(end, HEAD, max(0, len(paragraphs) - 1))]]
    lines = [line for line in head if len(line) <= LONGEST and not is_furniture(line)]
    own = [line for line in lines if not is_institution(line)]
    return " ".join((own or lines or [""])[0].split())


def is_furniture(line: str) -> bool:
    """Navigation, a section, a bare date, a number, a byline: nothing in it is the article's title."""
    rest = EXPRESSION.sub(" ", line)
    words = [word.strip(".,:;|>»()[]—–-&").lower() for word in rest.split()]
    if all(word in FURNITURE or not any(c.isalpha() for c in word) for word in words):
        return True
    if rest != line and (len(words) < 3 or is_place(rest)):
        return True
    return (
        bool(REFERENCE.match(line) or BYLINE.match(line))
        or is_place(line)
        or (line[0] in "([" and line[-1] in ")]")
    )


def is_place(words: str) -> bool:
    """Whether nothing but a place is named: “New York”, “Rome, Villa Madama”."""
    return gazetteer.is_seat(words.strip(" ,.[]–-").split(",")[0].strip())


def is_institution(line: str) -> bool:
    """Whether a line only names the body that publishes."""
    if line in gazetteer.organizations() or line.title() in gazetteer.organizations():
        return True
    named = bool(INSTITUTION.match(line)) and not any(character.isdigit() for character in line)
    return named and (line.isupper() or len(line.split()) <= 9)


def date_in_head(text: str, paragraphs: list[Span]) -> date | None:
    """The day of a short line of the head that tells one, else the day on which the foot says it was done."""
    for paragraph in paragraphs[:HEAD]:
        if paragraph.end - paragraph.start <= 110 and (day := only_day(text, paragraph)):
            return day
    for paragraph in paragraphs[-4:]:
        words = paragraph.of(text)
        if (DONE.match(words) or len(words) <= 40) and (day := only_day(text, paragraph)):
            return day
    return None


def only_day(text: str, paragraph: Span) -> date | None:
    found = find_dates(text, paragraph.start, paragraph.end, None)
    days = {one.iso for one in found if len(one.iso) == 10}
    return date.fromisoformat(days.pop()) if len(days) == 1 else None
