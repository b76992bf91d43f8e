"""The other records in the admin: articles, people, topics, sources, meetings, verdicts."""

import re
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from statements.models import Article, Meeting, Person, Source, Topic
from tests.factories import (
    AliasFactory,
    ArticleFactory,
    CorrectionFactory,
    MeetingFactory,
    MeetingReportFactory,
    OfficeFactory,
    ParticipationFactory,
    PersonFactory,
    QuoteFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def rows(client: Client, path: str) -> list[Any]:
    """What a list shows."""
    response = client.get(f"/admin/statements/{path}")
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def inlines(**forms: int) -> dict[str, Any]:
    """The hidden fields of inlines without rows."""
    counts = ("TOTAL_FORMS", "INITIAL_FORMS")
    return {f"{name}-{count}": number for name, number in forms.items() for count in counts}


def test_an_article_can_be_put_right_but_not_its_text(as_admin: Client) -> None:
    article, source = ArticleFactory(), SourceFactory()
    text = article.text
    values = {"title": "Two ministers met", "form": "readout", "state": "parsed", "source": source.pk}

    response = as_admin.post(
        f"/admin/statements/article/{article.pk}/change/", values | {"text": "Other.", "digest": "0" * 64}
    )

    assert response.status_code == 302
    article = Article.objects.get()
    assert (article.title, article.form, article.source, article.text) == (
        "Two ministers met",
        "readout",
        source,
        text,
    )


def test_the_text_of_an_article_is_shown_escaped(as_editor: Client) -> None:
    article = ArticleFactory(text="Testoni <script>alert(1)</script> said.")

    content = as_editor.get(f"/admin/statements/article/{article.pk}/change/").content.decode()

    assert '<div class="article-text">Testoni &lt;script&gt;alert(1)&lt;/script&gt; said.</div>' in content


def test_articles_are_enqueued_to_be_parsed_again(as_admin: Client) -> None:
    articles = [ArticleFactory(), ArticleFactory()]
    ArticleFactory()

    response = as_admin.post(
        "/admin/statements/article/",
        {"action": "parse_again", "_selected_action": [article.pk for article in articles]},
        follow=True,
    )

    assert "2 articles will be parsed again as soon as a worker is free." in response.content.decode()
    jobs = ProcrastinateJob.objects.filter(task_name="reparse_stored_article")
    assert sorted(job.args["article_id"] for job in jobs) == [article.pk for article in articles]


def test_an_editor_cannot_have_articles_parsed_again(as_editor: Client) -> None:
    article = ArticleFactory()

    as_editor.post("/admin/statements/article/", {"action": "parse_again", "_selected_action": [article.pk]})

    assert not ProcrastinateJob.objects.exists()


def test_a_person_is_found_by_alias(as_editor: Client) -> None:
    person = AliasFactory(person__name="Alba Testoni", name="The Bridge Builder").person
    PersonFactory(name="Bruno Esempio")

    assert rows(as_editor, "person/?q=builder") == [person]


def test_a_person_is_added_with_a_slug_of_choice_which_then_stays(as_admin: Client) -> None:
    values = {"name": "Alba Testoni", "slug": "alba-testoni"} | inlines(aliases=0, offices=0)
    assert as_admin.post("/admin/statements/person/add/", values).status_code == 302
    person = Person.objects.get()

    values |= {"name": "Alba Maria Testoni", "slug": "another"}
    assert as_admin.post(f"/admin/statements/person/{person.pk}/change/", values).status_code == 302

    person.refresh_from_db()
    assert (person.name, person.slug) == ("Alba Maria Testoni", "alba-testoni")


def test_nobody_is_merged_by_a_form(as_admin: Client) -> None:
    person, other = PersonFactory(), PersonFactory()
    values = {"name": person.name, "merged_into": other.pk} | inlines(aliases=0, offices=0)

    assert as_admin.post(f"/admin/statements/person/{person.pk}/change/", values).status_code == 302

    person.refresh_from_db()
    assert person.merged_into is None


def test_somebody_a_verdict_names_cannot_be_deleted(as_admin: Client) -> None:
    named, free = PersonFactory(slug="alba-testoni"), PersonFactory()
    CorrectionFactory(field="speaker", before=None, after="alba-testoni", parsed=None)

    delete = {"post": "yes"}
    assert as_admin.post(f"/admin/statements/person/{named.pk}/delete/", delete).status_code == 403
    assert as_admin.post(f"/admin/statements/person/{free.pk}/delete/", delete).status_code == 302

    assert named in Person.objects.all()
    assert free not in Person.objects.all()


def test_phrases_of_a_topic_are_given_line_by_line(as_admin: Client) -> None:
    values = {"name": "Rivers", "slug": "rivers", "phrases": "river\r\n\r\n ferry, by night \r\n"}

    assert as_admin.post("/admin/statements/topic/add/", values).status_code == 302

    assert Topic.objects.get().phrases == ["river", "ferry, by night"]


@pytest.mark.parametrize(
    ("path", "factory"),
    [("topic", TopicFactory), ("source", SourceFactory), ("meeting", MeetingFactory)],
)
def test_no_slug_changes_once_it_is_an_address(as_admin: Client, path: str, factory: Any) -> None:
    row = factory()

    response = as_admin.get(f"/admin/statements/{path}/{row.pk}/change/")

    assert "slug" not in response.context["adminform"].form.fields
    assert row.slug in response.content.decode()


def test_a_source_without_scheme_is_taken_for_https(as_admin: Client) -> None:
    values = {"name": "Wire", "slug": "wire", "kind": "wire", "site": "wire.example"}

    assert as_admin.post("/admin/statements/source/add/", values).status_code == 302

    assert Source.objects.get().site == "https://wire.example"


def test_a_meeting_is_added_with_participants_and_reports(as_admin: Client) -> None:
    office, article = OfficeFactory(), ArticleFactory()
    values = {
        "slug": "zenda",
        "kind": "bilateral",
        "precision": "unknown",
        "participations-TOTAL_FORMS": 1,
        "participations-INITIAL_FORMS": 0,
        "participations-0-person": office.person.pk,
        "participations-0-office": office.pk,
        "reports-TOTAL_FORMS": 1,
        "reports-INITIAL_FORMS": 0,
        "reports-0-article": article.pk,
    }

    assert as_admin.post("/admin/statements/meeting/add/", values).status_code == 302

    meeting = Meeting.objects.get(slug="zenda")
    assert [(one.person, one.office) for one in meeting.participations.all()] == [(office.person, office)]
    assert list(meeting.articles.all()) == [article]


def test_quotes_are_found_by_words_and_by_speaker(as_editor: Client) -> None:
    article = ArticleFactory(text="Testoni said: “The ferries were late.” Esempio: “The tower stands.”")
    ferry = QuoteFactory(article=article, text="The ferries were late.", speaker__name="Alba Testoni")
    tower = QuoteFactory(article=article, text="The tower stands.", speaker__name="Bruno Esempio")

    assert rows(as_editor, "quote/?q=ferry") == [ferry]
    assert rows(as_editor, "quote/?q=esempio") == [tower]
    assert rows(as_editor, "quote/?q=nothing") == []


def test_quotes_are_narrowed_by_review_kind_source_and_confidence(as_editor: Client) -> None:
    sought = QuoteFactory(
        review="disputed", kind="mixed", article__source=SourceFactory(slug="wire"), confidence=0.7
    )
    QuoteFactory(review="reviewed", kind="direct", confidence=0.69)

    for query in ("review=disputed", "kind__exact=mixed", "source=wire", "confidence=70-90"):
        assert rows(as_editor, f"quote/?{query}") == [sought], query
    assert sought not in rows(as_editor, "quote/?confidence=50-70")


def test_the_queue_holds_what_is_disputed_or_too_unsure_and_not_looked_at(as_editor: Client) -> None:
    unsure, disputed = QuoteFactory(confidence=0.4), QuoteFactory(confidence=0.9, review="disputed")
    QuoteFactory(confidence=0.9)
    QuoteFactory(confidence=0.4, review="reviewed")
    QuoteFactory(confidence=0.4, status="withdrawn")

    assert set(rows(as_editor, "quote/?review=queue")) == {unsure, disputed}


def test_the_queue_is_the_first_choice(as_editor: Client) -> None:
    changelist = as_editor.get("/admin/statements/quote/").context["cl"]

    assert [label for _, label in changelist.filter_specs[0].lookup_choices] == [
        "Queue",
        "Needs another look",
        "Not reviewed",
        "Reviewed by an editor",
    ]


def test_the_list_of_verdicts_is_in_words(as_editor: Client, editor: Any) -> None:
    CorrectionFactory(editor=editor, reason="A slogan.")
    CorrectionFactory(editor=editor, field="topics", before=["a", "b"], after=[], parsed=["a", "b"])

    content = as_editor.get("/admin/statements/correction/").content.decode()

    cells = re.findall(r'class="field-(?:was|became|state)">([^<]*)<', content)
    assert cells == ["a, b", "–", "stands", "yes", "no", "stands"]


def connected_rows() -> None:
    """One more row of each kind, with relations."""
    report = MeetingReportFactory()
    ParticipationFactory(meeting=report.meeting, person=AliasFactory().person)
    quote = QuoteFactory(article=report.article, meeting=report.meeting, topics=[TopicFactory()])
    CorrectionFactory(quote=quote)


@pytest.mark.parametrize("path", ["quote", "article", "person", "meeting", "topic", "source", "correction"])
def test_a_list_takes_the_same_queries_for_any_number_of_rows(
    as_admin: Client, django_assert_max_num_queries: Any, path: str
) -> None:
    counts = []
    for more in (2, 18):
        for _ in range(more):
            connected_rows()
        with django_assert_max_num_queries(15) as queries:
            assert len(rows(as_admin, f"{path}/")) >= more
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/statements/person/add/"])
def test_no_page_holds_scripts_or_styles_of_its_own(as_admin: Client, path: str) -> None:
    html = as_admin.get(path, follow=True).content.decode()

    assert re.findall(r"<style|style=|\son\w+=|<script(?![^>]*\bsrc=)", html) == []


def test_the_admin_bears_the_name_of_the_site(as_admin: Client) -> None:
    assert "<title>Editing | Diplomacy</title>" in as_admin.get("/admin/").content.decode()
