"""References for readers: APA (7th edition) and Chicago (notes), as near as a quotation in the news comes."""

from datetime import date

from statements.pages.citations.reference import SITE, Reference

SENTENCE_ENDS = ("!", "?", "…")


def apa(reference: Reference) -> str:
    """``Alba Testoni. (2020, May 4). “…” [Direct quote]. In “Report,” Source, May 5, 2020. Diplomacy. …``."""
    on = reference.said_on
    said = f"({on.year}, {on:%B} {on.day})." if on else "(n.d.)."
    words = f"{_words(reference)} [{reference.kind}]."
    begin = [f"{reference.author.removesuffix('.')}.", said, words] if reference.author else [words, said]
    where = _listed(_report(reference), reference.source, _american(reference.published_on))
    return " ".join([*begin, f"In {where}.", f"{SITE}.", reference.url])


def chicago(reference: Reference) -> str:
    """``Alba Testoni, “…,” May 4, 2020, quoted in “Report,” Source, May 4, 2020, Diplomacy, URL.``."""
    words = _words(reference)
    words = words.replace(".”", "”") if words.endswith(".”") else words.removesuffix(".")
    how = "quoted in" if reference.own_words else "reported in"
    said = _listed(words, _american(reference.said_on), f"{how} {_report(reference)}")
    where = _listed(said, reference.source, _american(reference.published_on), SITE, f"{reference.url}.")
    return f"{reference.author}, {where}" if reference.author else where


def _words(reference: Reference) -> str:
    """The words; their own ones in quotation marks, with those inside made single."""
    return _quoted(reference.words) if reference.own_words else reference.words


def _report(reference: Reference) -> str:
    return _quoted(reference.report) if reference.report else "an untitled article"


def _quoted(text: str) -> str:
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def _listed(first: str, *rest: str) -> str:
    """One behind the other with commas, which stand inside a quotation mark that they follow."""
    line = first
    for part in filter(None, rest):
        if line.endswith("”") and not line[:-1].endswith(SENTENCE_ENDS):
            line = f"{line[:-1]},” {part}"
        else:
            line = f"{line} {part}" if line.endswith("”") else f"{line}, {part}"
    return line


def _american(day: date | None) -> str:
    return f"{day:%B} {day.day}, {day.year}" if day else ""
