"""How to cite a quote: for readers (APA, Chicago) and for programs (BibTeX, RIS, CSL-JSON)."""

from collections.abc import Callable
from dataclasses import dataclass

from statements.pages.citations.bibtex import bibtex
from statements.pages.citations.csl import csl_json
from statements.pages.citations.prose import apa, chicago
from statements.pages.citations.reference import Reference, reference
from statements.pages.citations.ris import ris

__all__ = ["FORMS", "Form", "Reference", "reference"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a reference, and the file that it makes."""

    name: str
    write: Callable[[Reference], str]
    content_type: str
    ending: str


FORMS = {
    "apa": Form("APA", apa, "text/plain; charset=utf-8", "apa.txt"),
    "chicago": Form("Chicago", chicago, "text/plain; charset=utf-8", "chicago.txt"),
    "bibtex": Form("BibTeX", bibtex, "application/x-bibtex; charset=utf-8", "bib"),
    "ris": Form("RIS", ris, "application/x-research-info-systems; charset=utf-8", "ris"),
    "csl-json": Form("CSL-JSON", csl_json, "application/vnd.citationstyles.csl+json", "csl.json"),
}
