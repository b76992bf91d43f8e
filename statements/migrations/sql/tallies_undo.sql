DROP FUNCTION statements_count_quotes, statements_count_subjects, statements_count_articles,
    statements_count_topics CASCADE;
DROP FUNCTION statements_post_entries, statements_recount, statements_add_entries, statements_is_unsettled;
DROP TYPE statements_fact, statements_change;
DROP VIEW statements_topic_above;
