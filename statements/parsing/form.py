"""The form of a text: news, readout (and other official paper), transcript or joint statement."""

import re

from statements.parsing.document import Form, Span
from statements.parsing.turns import Turn

JOINT = re.compile(
    r"joint (?:\w+ ){0,2}(?:statement|communiqu[eé]|declaration)|communiqu[eé] of the|chair[’']s statement"
    r"|declaration (?:of|by) the (?:\w+ )?(?:ministers|heads|leaders|presidents)",
    re.IGNORECASE,
)
OFFICIAL = re.compile(
    r"\bread-?out\b|attributable to|press (?:release|statement|communiqu[eé])|for immediate release"
    r"|office of the spokes|response to (?:media )?quer|media (?:note|release)|information note|news release"
    r"|issued (?:today )?the following statement|^statement (?:by|of|on)|press (?:department|office|service)"
    r"|ministry of foreign affairs|foreign (?:and \w+ )?office|note to correspondents|comment by the"
    r"|following (?:\w+ ){0,3}(?:press )?statement was issued|^communiqu[eé]"
    r"|^spokesperson[’']s (?:comment|remarks|statement)",
    re.IGNORECASE | re.MULTILINE,
)
"""What official paper says of itself."""
SPOKEN = re.compile(
    r"\b(?:remarks|speech|address|keynote|lecture|toast|intervention|statement) (?:by|of|to|at)\b"
    r"|as delivered|as prepared for|check against delivery|opening remarks|the spoken word",
    re.IGNORECASE,
)
SALUTATION = re.compile(
    r"(?:mr\.?|madam|mme\.?) (?:president|chair|speaker|secretary)|excellenc(?:y|ies)|ladies and gentlemen"
    r"|dear (?:friends|colleagues|minister)|distinguished|good (?:morning|afternoon|evening)|thank you"
    r"|your (?:excellenc|royal|majest|eminence)|(?:my )?friends,|fellow ",
    re.IGNORECASE,
)
"""How somebody begins who speaks to people before him."""
AGENCY = re.compile(
    r"\((?:Reuters|AP|AFP|dpa|Xinhua|Yonhap|ANSA|Kyodo|CNA|PTI|EFE|TASS|EIRNS|Bernama|UPI|IANS)\)|/TASS/"
)
"""Agencies that report news, in the ways that they name themselves."""
HEAD = 700
"""Characters of the head in which a text says what it is."""
TURNS_SHARE = 0.3
"""Share of the text that turns take in a transcript."""
ADDRESS = 150
"""Characters of a paragraph that does nothing but address people: “Minister, Ambassadors,”."""
SHORT = 220
"""Characters of a line of the head."""


def find_form(text: str, title: str, paragraphs: list[Span], turns: list[Turn]) -> Form:
    """What kind of text this is, by its turns and by what its title and head say."""
    spoken = sum(turn.content.end - turn.content.start for turn in turns)
    if turns and spoken >= TURNS_SHARE * max(1, len(text)):
        return Form.TRANSCRIPT
    head = "\n".join(p.of(text) for p in paragraphs[:6])[:HEAD]
    if AGENCY.search(head):
        return Form.NEWS
    lines = "\n".join(line for line in head.splitlines() if len(line) <= SHORT)
    if JOINT.search(title) or JOINT.search(lines):
        return Form.JOINT_STATEMENT
    if find_speech(text, paragraphs) is not None:
        return Form.TRANSCRIPT
    return Form.READOUT if OFFICIAL.search(lines) else Form.NEWS


def find_speech(text: str, paragraphs: list[Span]) -> int | None:
    """Index of the paragraph in which a speech begins, whose title says that it is one; None elsewhere."""
    for i, paragraph in enumerate(paragraphs[:10]):
        words = paragraph.of(text)
        if i and (SALUTATION.match(words) or (words[-1] == "," and len(words) < ADDRESS)):
            above = "\n".join(p.of(text) for p in paragraphs[:i])
            return i if SPOKEN.search(above) and len(above) < HEAD else None
    return None
