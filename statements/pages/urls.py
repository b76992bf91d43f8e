"""Addresses of the pages, grouped by what they show. They are cited: none may ever change its meaning."""

from django.urls import include, path

from statements.pages import (
    about,
    accuracy,
    apart,
    article_detail,
    articles,
    check,
    citing,
    compare,
    countries,
    coverage,
    feeds,
    home,
    meetings,
    phrases,
    quote_detail,
    quotes,
    reports,
    sharing,
    sources,
    speakers,
    suggestions,
    topics,
)

quote_urls = [
    path("", quotes.quote_list, name="quote-list"),
    path("feed/", feeds.quote_feed, name="quote-feed"),
    path("<slug:public_id>/", quote_detail.quote_detail, name="quote-detail"),
    path("<slug:public_id>/cite/<slug:form>/", citing.quote_citation, name="quote-citation"),
    path("<slug:public_id>/card.png", sharing.quote_card, name="quote-card"),
    path("<slug:public_id>/report/", reports.report_quote, name="quote-report"),
    path("<slug:public_id>/embed/", sharing.quote_embed, name="quote-embed"),
]
article_urls = [
    path("", articles.article_list, name="article-list"),
    path("<slug:public_id>/", article_detail.article_detail, name="article-detail"),
]
speaker_urls = [
    path("", speakers.speaker_list, name="speaker-list"),
    path("<slug:slug>/", speakers.speaker_detail, name="speaker-detail"),
    path("<slug:slug>/words/", apart.speaker_words, name="speaker-words"),
]
meeting_urls = [
    path("", meetings.meeting_list, name="meeting-list"),
    path("<slug:slug>/", meetings.meeting_detail, name="meeting-detail"),
]
country_urls = [
    path("", countries.country_list, name="country-list"),
    path("<slug:code>/", countries.country_detail, name="country-detail"),
]
topic_urls = [
    path("", topics.topic_list, name="topic-list"),
    path("<slug:slug>/", topics.topic_detail, name="topic-detail"),
]
source_urls = [
    path("", sources.source_list, name="source-list"),
    path("<slug:slug>/", sources.source_detail, name="source-detail"),
]

app_name = "statements"
urlpatterns = [
    path("", home.home, name="home"),
    path("quotes/", include(quote_urls)),
    path("articles/", include(article_urls)),
    path("speakers/", include(speaker_urls)),
    path("meetings/", include(meeting_urls)),
    path("topics/", include(topic_urls)),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("countries/", include(country_urls)),
    path("sources/", include(source_urls)),
    path("compare/", compare.compare, name="compare"),
    path("phrases/", phrases.phrases, name="phrases"),
    path("check/", check.check_quotation, name="check"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("reports/<str:token>/", reports.report_detail, name="report-detail"),
    path("accuracy/", accuracy.accuracy, name="accuracy"),
    path("about/", about.about, name="about"),
    path("oembed/", sharing.oembed, name="oembed"),
]
