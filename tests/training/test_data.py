"""Labels of an annotated article: invented words in the corpus's format."""

from pathlib import Path

import numpy as np
import pytest

from statements.parsing.encoder import MODELS, TOKENIZER, bare_tokenizer
from training.data import CONTENT, CUE, IGNORED, NOBODY, OTHER, SOURCE, Article, read_split

TEXT = "Testoni said “all is well.”\nIt is “so far” a dream. “It rains,” he added."
PARTS = [
    ("T1", "Source", "Testoni"),
    ("T2", "Cue", "said"),
    ("T3", "Content", "“all is well.”"),
    ("T4", "Source", "he"),
    ("T5", "Cue", "added"),
    ("T6", "Content", "“It rains,”"),
]
EVENTS = "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nE2\tAttribution:T5 Source:T4 Cue:T5 Content:T6\n"


@pytest.fixture
def article(tmp_path: Path) -> Article:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "alba.txt").write_text(TEXT, encoding="utf-8")
    rows = [
        f"{key}\t{role} {TEXT.index(words)} {TEXT.index(words) + len(words)}\t{words}\n"
        for key, role, words in PARTS
    ]
    (tmp_path / "attributions" / "alba_a.ann").write_text("".join(rows) + EVENTS, encoding="utf-8")
    (read,) = read_split(tmp_path, bare_tokenizer((MODELS / TOKENIZER).read_bytes()))
    return read


def rows_of(article: Article, words: str) -> slice:
    start = TEXT.index(words)
    return slice(*article.pieces.between(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "tag"), [("Testoni", SOURCE), ("said", CUE), ("all is well", CONTENT), ("a dream", OTHER)]
)
def test_each_piece_has_the_tag_of_its_role(article: Article, words: str, tag: int) -> None:
    assert set(article.tags[rows_of(article, words)]) == {tag}


def test_content_is_linked_to_the_pieces_of_its_source_and_cue(article: Article) -> None:
    (link,) = set(article.links[rows_of(article, "It rains")])
    target = article.targets[int(link)]
    assert target.source.tolist() == list(range(*rows_of(article, "he added").indices(99)))[:1]
    assert target.cue.tolist() == [target.source[0] + 1]


def test_all_content_of_an_attribution_points_at_its_first_piece(article: Article) -> None:
    (link,) = set(article.links[rows_of(article, "all is well")])
    assert article.targets[int(link)].anchor.tolist() == [rows_of(article, "“all").start]


def test_quoted_words_that_are_nobodys_point_at_nobody(article: Article) -> None:
    assert set(article.links[rows_of(article, "so far")]) == {NOBODY}


def test_words_outside_attributions_have_no_link(article: Article) -> None:
    assert set(article.links[rows_of(article, "a dream")]) == {IGNORED}


def test_the_first_and_last_piece_of_a_content_carry_its_start_and_end(article: Article) -> None:
    rows = rows_of(article, "“all is well.”")
    assert np.flatnonzero(article.signals[rows, 3]).tolist() == [0]
    assert np.flatnonzero(article.signals[rows, 4]).tolist() == [rows.stop - rows.start - 1]
