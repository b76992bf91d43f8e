-- An article that may not be shown is not counted.

CREATE OR REPLACE FUNCTION statements_count_articles() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE statements_coverage IN ROW EXCLUSIVE MODE;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
        SELECT source_id, coalesce(published_on, '0001-01-01'), count(*), 0, false
        FROM added WHERE state <> 'restricted' GROUP BY 1, 2;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
        SELECT source_id, coalesce(published_on, '0001-01-01'), -count(*), 0, false
        FROM removed WHERE state <> 'restricted' GROUP BY 1, 2;
    ELSE
        INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
        SELECT version.source_id, coalesce(version.published_on, '0001-01-01'),
               sum(version.sign * version.shown), sum(version.sign * held.number), false
        FROM removed AS past
        JOIN added AS present ON present.id = past.id
        CROSS JOIN LATERAL (
            VALUES (-1, past.source_id, past.published_on, (past.state <> 'restricted')::integer),
                   (1, present.source_id, present.published_on, (present.state <> 'restricted')::integer)
        ) AS version (sign, source_id, published_on, shown)
        CROSS JOIN LATERAL (
            SELECT count(*) AS number FROM statements_quote
            WHERE article_id = past.id AND status = 'current'
        ) AS held
        WHERE (past.source_id, past.published_on, past.state)
              IS DISTINCT FROM (present.source_id, present.published_on, present.state)
        GROUP BY 1, 2
        HAVING sum(version.sign * version.shown) <> 0 OR sum(version.sign * held.number) <> 0;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION statements_recount() RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE statements_tally, statements_coverage IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM statements_tally;
    INSERT INTO statements_tally (speaker_id, topic_id, month, number, unsettled, reviewed, posted)
    SELECT speaker, topic, month, count(*), sum(unsettled), sum(reviewed), true
    FROM (
        SELECT quote.speaker_id AS speaker, subject.topic, date_trunc('month', quote.sort_on)::date AS month,
               statements_is_unsettled(quote.review, quote.confidence) AS unsettled,
               (quote.review <> 'unreviewed')::integer AS reviewed
        FROM statements_quote AS quote
        JOIN (
            SELECT DISTINCT tagged.quote_id, above.above_id
            FROM statements_quote_topics AS tagged
            JOIN statements_topic_above AS above ON above.topic_id = tagged.topic_id
            UNION ALL
            SELECT id, NULL FROM statements_quote
        ) AS subject (quote_id, topic) ON subject.quote_id = quote.id
        WHERE quote.status = 'current'
    ) AS fact
    GROUP BY GROUPING SETS ((speaker, topic, month), (topic, month), (speaker, topic))
    HAVING grouping(speaker) = 1 OR speaker IS NOT NULL;
    DELETE FROM statements_coverage;
    INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
    SELECT article.source_id, coalesce(article.published_on, '0001-01-01'),
           count(*) FILTER (WHERE article.state <> 'restricted'), coalesce(sum(held.number), 0), true
    FROM statements_article AS article
    LEFT JOIN (
        SELECT article_id, count(*) AS number FROM statements_quote WHERE status = 'current' GROUP BY 1
    ) AS held ON held.article_id = article.id
    GROUP BY 1, 2
    HAVING count(*) FILTER (WHERE article.state <> 'restricted') + coalesce(sum(held.number), 0) > 0;
END $$;

SELECT statements_recount();
