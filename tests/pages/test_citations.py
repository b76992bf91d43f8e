"""Citations: right for readers, and the same again when a program reads them back."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st
from pybtex.database.input.bibtex import Parser
from pylatexenc.latex2text import LatexNodes2Text

from statements.models import Quote
from statements.pages.citations import FORMS, Reference, reference
from statements.pages.citations.bibtex import bibtex
from statements.pages.citations.csl import csl_json
from statements.pages.citations.prose import apa, chicago
from statements.pages.citations.reference import ABSTRACT, TITLE
from statements.pages.citations.ris import ris
from tests.factories import ArticleFactory, QuoteFactory
from tests.pages.rows import HOSTILE, hostile_quote

URL = "https://diplomacy.example/quotes/0123456789ab/?cited=0000-0000-0000-0000"
PLAIN = Reference(
    key="diplomacy-0123456789ab",
    author="Alba Testoni",
    words="The bridge will be built.",
    abstract="The bridge will be built.",
    own_words=True,
    kind="Direct quote",
    said_on=date(2020, 5, 4),
    report="Ministers meet",
    source="Ruritanian Wire",
    published_on=date(2020, 5, 5),
    url=URL,
)
HARD = r"""50 % of $x_1 & {y} ~ \textbf{z} #1 ^ "quoted" “curly” ‘ʼ’ -- ''x'' ?` — Ÿ́ Ελλάδα 平和 {{ \\ }"""
# One line, as `reference` makes all texts.
texts = st.text(st.characters(blacklist_categories=["C", "Z"]) | st.just(" "), min_size=1).map(
    lambda text: " ".join(text.split()) or "x"
)


def latex(text: str) -> str:
    """What LaTeX would print."""
    # Two signs that this reader does not know; it prints the accent for the caret.
    text = text.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
    text = text.replace(r"\textasciicircum{}", r"\string^")
    return str(LatexNodes2Text(strict_latex_spaces=True).latex_to_text(text))


def read_bibtex(text: str) -> dict[str, str]:
    """Its fields as they stand, beside its type and key."""
    ((key, entry),) = Parser(person_fields=()).parse_string(text).entries.items()
    return {"ENTRYTYPE": entry.type, "ID": key, **entry.fields}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Alba Testoni. (2020, May 4). “The bridge will be built.” [Direct quote]. In “Ministers meet,” Ruritanian Wire, May 5, 2020. Diplomacy. URL"),  # noqa: E501
        ({"said_on": None, "published_on": None}, "Alba Testoni. (n.d.). “The bridge will be built.” [Direct quote]. In “Ministers meet,” Ruritanian Wire. Diplomacy. URL"),  # noqa: E501
        ({"author": ""}, "“The bridge will be built.” [Direct quote]. (2020, May 4). In “Ministers meet,” Ruritanian Wire, May 5, 2020. Diplomacy. URL"),  # noqa: E501
        ({"report": "", "source": ""}, "Alba Testoni. (2020, May 4). “The bridge will be built.” [Direct quote]. In an untitled article, May 5, 2020. Diplomacy. URL"),  # noqa: E501
        ({"own_words": False, "kind": "Reported speech", "words": "the bridge stands"}, "Alba Testoni. (2020, May 4). the bridge stands [Reported speech]. In “Ministers meet,” Ruritanian Wire, May 5, 2020. Diplomacy. URL"),  # noqa: E501
        ({"author": "A. Testoni Jr.", "words": "It is “done”"}, "A. Testoni Jr. (2020, May 4). “It is ‘done’” [Direct quote]. In “Ministers meet,” Ruritanian Wire, May 5, 2020. Diplomacy. URL"),  # noqa: E501
    ],
)  # fmt: skip
def test_apa(changed: dict[str, Any], expected: str) -> None:
    assert apa(replace(PLAIN, **changed)).replace(URL, "URL") == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "Alba Testoni, “The bridge will be built,” May 4, 2020, quoted in “Ministers meet,” Ruritanian Wire, May 5, 2020, Diplomacy, URL."),  # noqa: E501
        ({"said_on": None, "source": "", "published_on": None}, "Alba Testoni, “The bridge will be built,” quoted in “Ministers meet,” Diplomacy, URL."),  # noqa: E501
        ({"words": "Will it be built?"}, "Alba Testoni, “Will it be built?” May 4, 2020, quoted in “Ministers meet,” Ruritanian Wire, May 5, 2020, Diplomacy, URL."),  # noqa: E501
        ({"own_words": False, "words": "the bridge stands."}, "Alba Testoni, the bridge stands, May 4, 2020, reported in “Ministers meet,” Ruritanian Wire, May 5, 2020, Diplomacy, URL."),  # noqa: E501
        ({"author": "", "report": ""}, "“The bridge will be built,” May 4, 2020, quoted in an untitled article, Ruritanian Wire, May 5, 2020, Diplomacy, URL."),  # noqa: E501
    ],
)  # fmt: skip
def test_chicago(changed: dict[str, Any], expected: str) -> None:
    assert chicago(replace(PLAIN, **changed)).replace(URL, "URL") == expected


@given(texts, texts, texts)
@example(HARD, HARD, HARD)
def test_bibtex_is_read_back_as_it_was(author: str, words: str, report: str) -> None:
    cited = replace(PLAIN, author=author, words=words, abstract=words, report=report, source="")
    entry = read_bibtex(bibtex(cited))
    assert (entry["ENTRYTYPE"], entry["ID"], entry["url"]) == ("misc", PLAIN.key, URL)
    assert (entry["year"], entry["month"], entry["day"]) == ("2020", "May", "4")
    assert latex(entry["author"]) == author
    assert latex(entry["title"]) == latex(entry["abstract"]) == words
    assert latex(entry["note"]) == cited.note


@given(texts, texts, texts)
@example(HARD, "ER  - x", "TY  - BOOK")
def test_ris_is_read_back_as_it_was(author: str, words: str, report: str) -> None:
    cited = replace(PLAIN, author=author, words=words, abstract=words, report=report)
    (entry,) = rispy.loads(ris(cited))
    assert entry["type_of_reference"] == "ELEC"
    assert entry["authors"] == [author]
    assert entry["title"] == entry["abstract"] == words
    assert entry["notes"] == [cited.note]
    assert (entry["urls"], entry["year"], entry["date"]) == ([URL], "2020", "2020/05/04/")


@given(texts, texts)
@example(HARD, HARD)
def test_csl_json_is_read_back_as_it_was(author: str, words: str) -> None:
    (item,) = json.loads(csl_json(replace(PLAIN, author=author, words=words)))
    assert item["author"] == [{"literal": author}]
    assert (item["title"], item["URL"], item["type"]) == (words, URL, "webpage")
    assert item["issued"] == {"date-parts": [[2020, 5, 4]]}


def test_what_is_not_known_is_left_out() -> None:
    unknown = replace(PLAIN, author="", said_on=None)
    assert not {"author", "year", "month", "day"} & set(read_bibtex(bibtex(unknown)))
    assert not {"authors", "year", "date"} & set(rispy.loads(ris(unknown))[0])
    assert not {"author", "issued"} & set(json.loads(csl_json(unknown))[0])


@pytest.mark.django_db
def test_line_ends_and_control_characters_never_reach_a_citation() -> None:
    ends = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\t\u202e"
    words = ends.join(["One", "ER  - ", "TY  - BOOK"])
    cited = reference(QuoteFactory(article=ArticleFactory(text=f"“{words}”"), text=words), URL)
    assert cited.words == cited.abstract == "One ER - TY - BOOK"
    assert len(rispy.loads(ris(cited))) == 1


@pytest.mark.django_db
def test_long_words_are_cut_between_two_words() -> None:
    words = "word " * 1000
    cited = reference(QuoteFactory(article=ArticleFactory(text=words), text=words), URL)
    for text, most in ((cited.words, TITLE), (cited.abstract, ABSTRACT)):
        assert len(text) <= most + 2
        assert text.endswith("word …")


@pytest.mark.django_db
def test_a_partly_quoted_sentence_keeps_its_marks_in_pairs() -> None:
    words = "it “will be built"
    article = ArticleFactory(text=f"Testoni said {words},” and left.")
    assert (
        reference(QuoteFactory(article=article, text=words, kind="mixed"), URL).words == "it “will be built”"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "content_type", "ending"),
    [
        ("apa", "text/plain", "apa.txt"),
        ("chicago", "text/plain", "chicago.txt"),
        ("bibtex", "application/x-bibtex", "bib"),
        ("ris", "application/x-research-info-systems", "ris"),
        ("csl-json", "application/vnd.citationstyles.csl+json", "csl.json"),
    ],
)
def test_each_form_is_on_the_page_and_a_file(
    client: Client, form: str, content_type: str, ending: str
) -> None:
    quote = QuoteFactory()
    response = client.get(f"{quote.get_absolute_url()}cite/{form}/")
    assert response["Content-Type"].split(";")[0] == content_type
    assert response["Content-Disposition"] == f'attachment; filename="diplomacy-{quote.public_id}.{ending}"'
    link = client.get(quote.get_absolute_url()).context["permalink"]
    assert response.content.decode() == FORMS[form].write(reference(quote, link))
    shown = client.get(quote.get_absolute_url()).context["citations"]
    assert response.content.decode() in [citation.text for citation in shown]


@pytest.mark.django_db
def test_hostile_texts_stay_texts_in_every_form() -> None:
    cited = reference(hostile_quote(), URL)
    assert HOSTILE in latex(read_bibtex(bibtex(cited))["author"])
    assert HOSTILE in rispy.loads(ris(cited))[0]["authors"][0]


@pytest.mark.django_db
def test_citations_of_what_is_not_there_are_refused(client: Client) -> None:
    gone: Quote = QuoteFactory(status="withdrawn", found=False)
    assert client.get(f"{gone.get_absolute_url()}cite/ris/").status_code == 410
    assert client.get(f"{QuoteFactory().get_absolute_url()}cite/endnote/").status_code == 404
    assert client.get("/quotes/000000000000/cite/ris/").status_code == 404
