"""Names that the model of the language has never seen, told by what a report puts beside them."""

from statements.parsing import gazetteer
from statements.parsing.language import Reading, is_known_word
from statements.parsing.name_words import PARTICLES, capital_run, is_name_part, is_name_word

REACH = 14
"""Tokens behind a name in which its apposition is looked for."""
DESCRIBING = frozenset({"a", "an", "the", "one", "his", "her", "their", "its", "our", "my", "another"})
RELATIVES = frozenset({"who", "whose", "whom"})


def introduced_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Token ranges of capitalised words that stand where a person's full name does."""
    found, i = [], 0
    while i < len(reading.doc):
        run = full_run(reading, i)
        if run and is_introduced(reading, *run):
            found.append(run)
        i = run[1] + 1 if run else i + 1
    return found


def full_run(reading: Reading, first: int) -> tuple[int, int] | None:
    """The run of two and more name words that begins at a token, and no earlier."""
    doc = reading.doc
    if not is_name_word(doc[first]) or (first and doc[first - 1].lower_ in ("the", "-")):
        return None
    if doc[first].is_sent_start and doc[first].pos_ != "PROPN" and is_known_word(doc[first].text):
        return None
    run = capital_run(reading, first)
    if run is None or run[1] == first:
        return None
    words = [doc[i] for i in range(run[0], run[1] + 1) if doc[i].text not in PARTICLES]
    name = reading.span_of(*run).of(reading.text)
    is_body = name in gazetteer.organizations() or name in gazetteer.countries()
    in_prose = not all(word.text.isupper() for word in words)
    proper = all(word.pos_ == "PROPN" or not is_known_word(word.text) for word in words if word.is_alpha)
    return run if len(words) > 1 and proper and in_prose and not is_body else None


def is_introduced(reading: Reading, first: int, last: int) -> bool:
    """Whether a role stands before the name or behind it, or its words are new and it is said to speak."""
    return (
        role_before(reading, first)
        or described_behind(reading, last)
        or (is_new(reading, first, last) and speaks(reading, last))
    )


def role_before(reading: Reading, first: int) -> bool:
    """“lawmaker Alba Testoni”, “her Ruritanian counterpart, Alba Testoni”."""
    before = first - 1
    while before > 0 and reading.doc[before].text in gazetteer.titles():
        before -= 1
    if before > 0 and reading.doc[before].text == ",":
        return is_described_before(reading, before)
    return before >= 0 and reading.doc[before].lower_ in gazetteer.roles()


def is_described_before(reading: Reading, comma: int) -> bool:
    """Whether the words before a comma are a description: “the foreign minister of Ruritania,”."""
    for i in range(comma - 1, max(-1, comma - REACH), -1):
        token = reading.doc[i]
        if token.text in ",.;:" or "\n" in token.text:
            return False
        described = token.lower_ in DESCRIBING or token.text in ("'s", "’s")
        if described and any(t.lower_ in gazetteer.roles() for t in reading.doc[i:comma]):
            return True
    return False


def described_behind(reading: Reading, last: int) -> bool:
    """“Alba Testoni, 45, a nurse”, “Alba Testoni, who …”, “Alba Testoni, the envoy’s deputy,”."""
    doc, i = reading.doc, last + 1
    if i + 1 >= len(doc) or doc[i].text not in (",", "("):
        return False
    if doc[i + 1].text.isdigit() and i + 2 < len(doc) and doc[i + 2].text in (",", ")", "."):
        return 16 <= int(doc[i + 1].text) <= 110
    if doc[i + 1].lower_ in RELATIVES:
        return True
    words = []
    for token in doc[i + 1 : i + 1 + REACH]:
        if token.text in ",.;:—()" or "\n" in token.text or token.pos_ in ("VERB", "AUX"):
            break
        words.append(token)
    if not words or (is_name_part(words[0]) and words[0].lower_ not in gazetteer.roles()):
        return False
    return any(token.lower_ in gazetteer.roles() and token.tag_ != "NNS" for token in words)


def is_new(reading: Reading, first: int, last: int) -> bool:
    """Whether the model of the language knows none of the words: names of well-known bodies it does."""
    words = [t.text for t in reading.doc[first : last + 1] if t.is_alpha and t.text not in PARTICLES]
    return not any(is_known_word(word) for word in words)


def speaks(reading: Reading, last: int) -> bool:
    """Whether the name is the subject of a verb of saying."""
    token = reading.doc[last]
    while token.dep_ in ("compound", "flat", "punct") and token.head.i != token.i and token.head.i <= last:
        token = token.head
    return token.dep_ == "nsubj" and token.head.lemma_ in gazetteer.reporting()["say"]
