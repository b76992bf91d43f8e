"""“Did they say that?”: words held against what is stored."""

import pytest

from statements.checking import Check, Verdict, check
from statements.models import Quote
from tests.factories import AliasFactory, ArticleFactory, PersonFactory, QuoteFactory

pytestmark = pytest.mark.django_db
WORDS = "The bridge over the Zenda will be built before the first snow of winter falls."


@pytest.fixture
def quote() -> Quote:
    alias = AliasFactory(person__name="Alba Testoni", person__slug="alba-testoni", name="Mrs Testoni")
    article = ArticleFactory(text=f"Testoni said: “{WORDS}” He left.")
    return QuoteFactory(article=article, text=WORDS, speaker=alias.person)


def found(checked: Check) -> list[Quote]:
    return [match.quote for match in checked.matches]


@pytest.mark.parametrize(
    "words",
    [
        WORDS,
        "bridge over the Zenda will be built",
        "“The Bridge over   the\nZENDA will be built”",
        "the first snow of winter",
    ],
)
@pytest.mark.parametrize("speaker", ["", "alba-testoni", "Testoni", "Mrs Testoni"])
def test_words_are_found_verbatim_however_they_are_set(quote: Quote, words: str, speaker: str) -> None:
    checked = check(words, speaker)

    assert (checked.verdict, found(checked)) == (Verdict.VERBATIM, [quote])
    assert (checked.matches[0].exact, checked.matches[0].differences) == (True, ())


def test_apostrophes_and_dashes_of_every_form_are_the_same(quote: Quote) -> None:
    words = "It’s a well‑known fact — isn't it — said nobody."
    other = QuoteFactory(article=ArticleFactory(text=words), text=words)

    assert found(check("it's a well-known fact – isn’t it")) == [other]


def test_other_words_are_shown_side_by_side(quote: Quote) -> None:
    checked = check("The bridge over the Zenda shall be finished before the first snow of winter", "Testoni")

    assert (checked.verdict, found(checked)) == (Verdict.DIFFERENT, [quote])
    [match] = checked.matches
    changed = [(each.given, each.found) for each in match.differences if not each.is_same]
    assert changed == [("shall", "will"), ("finished", "built")]
    together = " ".join(each.found for each in match.differences)
    assert together == "The bridge over the Zenda will be built before the first snow of winter"
    assert 0.6 <= match.similarity < 1


def test_words_left_out_between_are_a_difference(quote: Quote) -> None:
    checked = check("The bridge over the Zenda will be built before winter falls", "Testoni")

    assert checked.verdict == Verdict.DIFFERENT
    assert ("", "the first snow of") in [(one.given, one.found) for one in checked.matches[0].differences]


def test_what_somebody_else_said_is_told_with_who(quote: Quote) -> None:
    PersonFactory(name="Bruno Esempio", slug="bruno-esempio")

    checked = check(WORDS, "Bruno Esempio")

    assert (checked.verdict, found(checked)) == (Verdict.OTHER_SPEAKER, [quote])
    assert checked.speaker_known
    assert not check(WORDS, "Nobody Known").speaker_known


def test_the_letter_from_another_mouth_goes_before_nearly_from_theirs(quote: Quote) -> None:
    words = "The bridge over the Zenda will be opened before the first snow of winter falls."
    bruno = AliasFactory(person__name="Bruno Esempio", name="Bruno Esempio").person
    QuoteFactory(article=ArticleFactory(text=words), text=words, speaker=bruno)

    checked = check(WORDS, "Bruno Esempio")

    assert (checked.verdict, checked.matches[0].quote) == (Verdict.OTHER_SPEAKER, quote)


@pytest.mark.parametrize(
    "words",
    ["Nothing of the kind was ever said here", "the of", "bridge", "", "“”", "?", "snow\0"],
)
def test_what_is_not_there_is_not_found(quote: Quote, words: str) -> None:
    assert check(words).verdict == Verdict.NOT_FOUND


def test_a_withdrawn_quote_proves_nothing(quote: Quote) -> None:
    Quote.objects.update(status="withdrawn")

    assert check(WORDS).verdict == Verdict.NOT_FOUND


def test_a_merged_speaker_is_who_they_were_merged_into(quote: Quote) -> None:
    PersonFactory(slug="alba-testony", merged_into=quote.speaker)

    assert check(WORDS, "alba-testony").verdict == Verdict.VERBATIM


def test_words_that_the_article_gives_as_its_own_are_not_exact() -> None:
    words = "the bridge would be built before winter came"
    article = ArticleFactory(text=f"Testoni said {words}.")
    QuoteFactory(article=article, text=words, kind="indirect", verbatim=[])

    checked = check("bridge would be built before winter")

    assert (checked.verdict, checked.matches[0].exact) == (Verdict.VERBATIM, False)
