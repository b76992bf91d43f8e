"""The form of a text: news, readout, transcript or joint statement."""

from statements.parsing.document import Form, Span
from statements.parsing.turns import Turn

JOINT = (
    "joint statement",
    "joint communique",
    "joint communiqué",
    "joint declaration",
    "joint press statement",
    "communiqué of the",
    "communique of the",
)
READOUT = (
    "readout",
    "read-out",
    "the below is attributable",
    "the following is attributable",
    "attributable to spokes",
)
HEAD = 600
"""Characters of the head in which a text says what it is."""
TURNS_SHARE = 0.3
"""Share of the text that turns take in a transcript."""


def find_form(text: str, title: str, paragraphs: list[Span], turns: list[Turn]) -> Form:
    """What kind of text this is, by its turns and by what its title and head say."""
    spoken = sum(turn.content.end - turn.content.start for turn in turns)
    if turns and spoken >= TURNS_SHARE * max(1, len(text)):
        return Form.TRANSCRIPT
    head = " ".join(p.of(text) for p in paragraphs[:4])[:HEAD].lower()
    if any(words in title.lower() for words in JOINT):
        return Form.JOINT_STATEMENT
    if "readout" in title.lower() or any(words in head for words in READOUT):
        return Form.READOUT
    return Form.NEWS
