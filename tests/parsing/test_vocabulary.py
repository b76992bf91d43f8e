"""The facts that ship with the parser: well formed, and about nobody in particular."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pycountry
import pytest

from statements.parsing import gazetteer
from statements.parsing.document import Basis, Span
from statements.parsing.topics import find_signals, load_vocabulary, topics_of_quote, with_broader

DATA = files("statements.parsing").joinpath("data")
LABELS = Path(__file__).parent / "examples" / "pompeo-lavrov-2019-12-10.json"
CALLED_AFTER_A_FIRST_NAME = {"Abraham Accords", "Chad", "Georgia"}


def test_no_topic_is_below_itself() -> None:
    parents = {topic.slug: topic.parent for topic in load_vocabulary()}

    for slug in parents:
        line = [slug]
        while above := parents[line[-1]]:
            assert above not in line
            line.append(above)


def test_the_vocabulary_has_two_hundred_issues_each_defined_and_signalled() -> None:
    issues = [topic for topic in load_vocabulary() if not topic.place]

    assert len(issues) >= 200
    assert all(topic.definition.endswith(".") and topic.phrases for topic in load_vocabulary())


def test_related_topics_exist() -> None:
    slugs = {topic.slug for topic in load_vocabulary()}

    assert {other for topic in load_vocabulary() for other in topic.related} <= slugs


@pytest.mark.parametrize(
    ("text", "slug", "found"),
    [
        ("The START talks on nuclear warheads began.", "new-start", True),
        ("START HERE to read more.", "new-start", False),
        ("The governor of Georgia spoke in Atlanta.", "georgia", False),
        ("Russia and Georgia have no diplomatic relations.", "georgia", True),
        ("Jordan scored twice for Chicago.", "jordan", False),
        ("Jordan and Israel share the river.", "jordan", True),
        ("Chad said he would come.", "chad", False),
    ],
)
def test_what_is_ambiguous_counts_where_the_text_tells(text: str, slug: str, found: bool) -> None:
    assert (slug in {signal.slug for signal in find_signals(text)}) is found


def test_a_topic_stands_with_the_broader_ones() -> None:
    assert with_broader(["tariffs", "trade"]) == ("tariffs", "trade", "economic-relations")


def test_a_topic_of_a_quote_names_the_words_that_gave_it() -> None:
    text = "They spoke of sanctions. “We hope it will end,” she said."
    content = Span(text.index("We"), text.index(",”"))

    sentence, paragraph = Span(content.start - 1, len(text)), Span(0, len(text))
    (one,) = topics_of_quote(find_signals(text), content, sentence, paragraph)

    assert (one.slug, one.span.of(text), one.basis) == ("sanctions", "sanctions", Basis.PARAGRAPH)


def test_slugs_can_stand_in_an_address() -> None:
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", topic.slug) for topic in load_vocabulary())


def test_no_topic_office_or_organisation_is_called_by_a_persons_name() -> None:
    topics = [phrase for topic in load_vocabulary() for phrase in (topic.name, *topic.phrases)]
    offices = [shown for shown, _ in gazetteer.offices().values()]
    names = [*topics, *offices, *gazetteer.organizations()]

    named = {name for name in names if gazetteer.first_names().keys() & set(name.split())}
    assert named == CALLED_AFTER_A_FIRST_NAME


def test_nobody_of_the_sample_is_known_beforehand() -> None:
    surnames = {person["name"].split()[-1] for person in json.loads(LABELS.read_text("utf-8"))["people"]}
    words = {word for file in DATA.iterdir() for word in file.read_text("utf-8").replace('"', " ").split()}

    assert len(surnames) > 2
    assert not surnames & words


def test_countries_have_codes_that_exist() -> None:
    codes = {country.code for country in gazetteer.countries().values()}

    assert {code for code in codes if pycountry.countries.get(alpha_2=code) is None} == {"XK"}
    assert len(codes) > 150


def test_words_are_spelled_with_the_apostrophe_that_they_are_looked_up_by() -> None:
    looked_up = [*gazetteer.countries(), *(word for words in gazetteer.offices() for word in words)]

    assert not [word for word in looked_up if "’" in word]
