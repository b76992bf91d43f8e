"""Work for the background: jobs in PostgreSQL, enqueued in the transaction that gives the reason for them."""

import logging

from procrastinate.contrib.django import app

from statements.ingest.articles import reparse_article
from statements.models import Article
from statements.models.tallies import post_entries

logger = logging.getLogger(__name__)


@app.task(queue="parsing", name="reparse_stored_article", retry=3)
def reparse_stored_article(article_id: int) -> None:
    """Parse one stored article again. Safe to run twice; an article deleted meanwhile is no fault."""
    article = Article.objects.filter(pk=article_id).first()
    if article is None:
        logger.warning("article %s is gone: nothing to parse", article_id)
        return
    reparse_article(article)


@app.periodic(cron="*/5 * * * *")
@app.task(queue="upkeep", name="post_entries", queueing_lock="post_entries")
def post_entries_of_counts(timestamp: int) -> None:
    """Add up what was counted since the last time, so that pages have little to sum."""
    post_entries()
