"""References for LaTeX."""

import re

from statements.pages.citations.reference import SITE, Reference

# Braces are spelled as words: BibTeX counts them even behind a backslash.
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        **{letter: f"\\{letter}" for letter in "#$%&_"},
    }
)
# Two of these in a row LaTeX would print as another sign: -- as a dash, '' as a quotation mark.
LIGATURES = re.compile(r"([-',<>])(?=\1)")


def bibtex(reference: Reference) -> str:
    """A ``@misc`` entry in UTF-8; the second pair of braces keeps names whole and capitals as they are."""
    on = reference.said_on
    fields = {
        "author": _whole(reference.author),
        "title": _whole(reference.words),
        "year": f"{{{on.year:04}}}" if on else "",
        "month": f"{on:%b}".lower() if on else "",
        "day": f"{{{on.day}}}" if on else "",
        "howpublished": _plain(SITE),
        "note": _plain(reference.note),
        "abstract": _plain(reference.abstract),
        "url": f"{{{reference.url}}}",
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@misc{{{reference.key},\n{lines}}}\n"


def _plain(text: str) -> str:
    escaped = LIGATURES.sub(r"\1{}", text.translate(LATEX))
    return f"{{{escaped}}}" if text else ""


def _whole(text: str) -> str:
    return f"{{{_plain(text)}}}" if text else ""
