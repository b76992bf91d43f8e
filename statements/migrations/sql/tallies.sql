-- Counts kept by triggers: see statements/models/tallies.py for what the tables hold.

-- Every topic with itself and all above it; topics that name each other as broader do not hang it.
CREATE VIEW statements_topic_above (topic_id, above_id) AS
    WITH RECURSIVE above (topic_id, above_id) AS (
        SELECT id, id FROM statements_topic
        UNION
        SELECT above.topic_id, topic.parent_id
        FROM above JOIN statements_topic AS topic ON topic.id = above.above_id
        WHERE topic.parent_id IS NOT NULL
    )
    SELECT topic_id, above_id FROM above;

-- The same as Quote.standing; a test fails when the two disagree.
CREATE FUNCTION statements_is_unsettled(review text, confidence double precision) RETURNS integer
LANGUAGE sql IMMUTABLE
RETURN (review = 'disputed' OR review = 'unreviewed' AND confidence < 0.6)::integer;

-- A quote that begins (+1) or ceases (-1) to count as it stands.
CREATE TYPE statements_change AS (
    quote bigint, article bigint, speaker bigint, month date, number integer, unsettled integer, reviewed integer
);

-- A change, on one topic or on anything.
CREATE TYPE statements_fact AS (
    speaker bigint, topic bigint, month date, number integer, unsettled integer, reviewed integer
);

CREATE FUNCTION statements_add_entries(facts statements_fact[]) RETURNS void
LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO statements_tally (speaker_id, topic_id, month, number, unsettled, reviewed, posted)
    SELECT speaker, topic, month, sum(number), sum(unsettled), sum(reviewed), false
    FROM unnest(facts)
    GROUP BY GROUPING SETS ((speaker, topic, month), (topic, month), (speaker, topic))
    HAVING (grouping(speaker) = 1 OR speaker IS NOT NULL)
       AND (sum(number) <> 0 OR sum(unsettled) <> 0 OR sum(reviewed) <> 0);
END;

CREATE FUNCTION statements_count_quotes() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    changes statements_change[];
BEGIN
    -- Before the first look at anything: waits for a recount, whose result the next statement then sees.
    LOCK TABLE statements_tally, statements_coverage IN ROW EXCLUSIVE MODE;
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg((
            id, article_id, speaker_id, date_trunc('month', sort_on), 1,
            statements_is_unsettled(review, confidence), (review <> 'unreviewed')::integer
        )::statements_change) INTO changes
        FROM added WHERE status = 'current';
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg((
            id, article_id, speaker_id, date_trunc('month', sort_on), -1,
            -statements_is_unsettled(review, confidence), -(review <> 'unreviewed')::integer
        )::statements_change) INTO changes
        FROM removed WHERE status = 'current';
    ELSE
        SELECT array_agg((
            past.id, past.article_id, version.speaker_id, date_trunc('month', version.sort_on), version.sign,
            version.sign * statements_is_unsettled(version.review, version.confidence),
            version.sign * (version.review <> 'unreviewed')::integer
        )::statements_change) INTO changes
        FROM removed AS past
        JOIN added AS present ON present.id = past.id
        CROSS JOIN LATERAL (
            VALUES (-1, past.speaker_id, past.sort_on, past.review, past.confidence, past.status),
                   (1, present.speaker_id, present.sort_on, present.review, present.confidence, present.status)
        ) AS version (sign, speaker_id, sort_on, review, confidence, status)
        WHERE version.status = 'current'
          AND (past.speaker_id, past.sort_on, past.review, past.confidence, past.status)
              IS DISTINCT FROM (present.speaker_id, present.sort_on, present.review, present.confidence, present.status);
    END IF;
    IF changes IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM statements_add_entries(array(
        WITH change AS MATERIALIZED (SELECT * FROM unnest(changes)),
        subject (quote, topic) AS (
            SELECT DISTINCT tagged.quote_id, above.above_id
            FROM statements_quote_topics AS tagged
            JOIN statements_topic_above AS above ON above.topic_id = tagged.topic_id
            WHERE tagged.quote_id = ANY (array(SELECT quote FROM change))
            UNION ALL
            SELECT DISTINCT quote, NULL::bigint FROM change
        )
        SELECT (speaker, topic, month, number, unsettled, reviewed)::statements_fact
        FROM change JOIN subject USING (quote)
    ));
    INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
    SELECT article.source_id, coalesce(article.published_on, '0001-01-01'), 0, sum(change.number), false
    FROM unnest(changes) AS change JOIN statements_article AS article ON article.id = change.article
    GROUP BY 1, 2
    HAVING sum(change.number) <> 0;
    RETURN NULL;
END $$;

CREATE FUNCTION statements_count_subjects() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    came bigint[] := '{}';
    gone_quotes bigint[] := '{}';
    gone_topics bigint[] := '{}';
    quotes bigint[] := '{}';
BEGIN
    LOCK TABLE statements_tally IN ROW EXCLUSIVE MODE;
    IF TG_OP <> 'DELETE' THEN
        SELECT array_agg(id), array_agg(quote_id) INTO came, quotes FROM added;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        SELECT array_agg(quote_id), array_agg(topic_id) INTO gone_quotes, gone_topics FROM removed;
    END IF;
    quotes := quotes || gone_quotes;
    -- One writer of a quote's topics, or of the quote, at a time: each sees what the one before it did.
    PERFORM FROM statements_quote WHERE id = ANY (quotes) ORDER BY id FOR NO KEY UPDATE;
    PERFORM statements_add_entries(array(
        WITH tagged AS MATERIALIZED (
            SELECT id, quote_id, topic_id FROM statements_quote_topics WHERE quote_id = ANY (quotes)
        ), above AS MATERIALIZED (
            SELECT topic_id, above_id FROM statements_topic_above
        ), now AS (
            SELECT DISTINCT quote_id, above_id FROM tagged JOIN above USING (topic_id)
        ), before AS (
            SELECT DISTINCT quote_id, above_id
            FROM (
                SELECT quote_id, topic_id FROM tagged WHERE id <> ALL (came)
                UNION ALL
                SELECT * FROM unnest(gone_quotes, gone_topics) AS gone (quote_id, topic_id)
            ) AS tagged_before
            JOIN above USING (topic_id)
        ), change (quote_id, topic_id, sign) AS (
            (SELECT quote_id, above_id, 1 FROM now EXCEPT SELECT quote_id, above_id, 1 FROM before)
            UNION ALL
            (SELECT quote_id, above_id, -1 FROM before EXCEPT SELECT quote_id, above_id, -1 FROM now)
        )
        SELECT (
            quote.speaker_id, change.topic_id, date_trunc('month', quote.sort_on), change.sign,
            change.sign * statements_is_unsettled(quote.review, quote.confidence),
            change.sign * (quote.review <> 'unreviewed')::integer
        )::statements_fact
        FROM change JOIN statements_quote AS quote ON quote.id = change.quote_id
        WHERE quote.status = 'current'
    ));
    RETURN NULL;
END $$;

CREATE FUNCTION statements_count_articles() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    changed bigint[];
BEGIN
    LOCK TABLE statements_coverage IN ROW EXCLUSIVE MODE;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
        SELECT source_id, coalesce(published_on, '0001-01-01'), count(*), 0, false FROM added GROUP BY 1, 2;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
        SELECT source_id, coalesce(published_on, '0001-01-01'), -count(*), 0, false FROM removed GROUP BY 1, 2;
    ELSE
        SELECT array_agg(past.id) INTO changed
        FROM removed AS past JOIN added AS present ON present.id = past.id
        WHERE (past.source_id, past.published_on) IS DISTINCT FROM (present.source_id, present.published_on);
        IF changed IS NOT NULL THEN
            INSERT INTO statements_coverage (source_id, day, articles, statements, posted)
            SELECT version.source_id, coalesce(version.published_on, '0001-01-01'),
                   sum(version.sign), sum(version.sign * held.number), false
            FROM removed AS past
            JOIN added AS present ON present.id = past.id
            CROSS JOIN LATERAL (
                VALUES (-1, past.source_id, past.published_on), (1, present.source_id, present.published_on)
            ) AS version (sign, source_id, published_on)
            CROSS JOIN LATERAL (
                SELECT count(*) AS number FROM statements_quote
                WHERE article_id = past.id AND status = 'current'
            ) AS held
            WHERE past.id = ANY (changed)
            GROUP BY 1, 2
            HAVING sum(version.sign) <> 0 OR sum(version.sign * held.number) <> 0;
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION statements_recount() RETURNS void
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
           count(*), coalesce(sum(held.number), 0), true
    FROM statements_article AS article
    LEFT JOIN (
        SELECT article_id, count(*) AS number FROM statements_quote WHERE status = 'current' GROUP BY 1
    ) AS held ON held.article_id = article.id
    GROUP BY 1, 2;
END $$;

CREATE FUNCTION statements_count_topics() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    -- A topic that moved takes its statements to other broader topics: rare, so all is counted anew.
    IF EXISTS (
        SELECT FROM removed AS past
        JOIN added AS present ON present.id = past.id AND present.parent_id IS DISTINCT FROM past.parent_id
        JOIN statements_topic_above AS above ON above.above_id = past.id
        JOIN statements_quote_topics AS tagged ON tagged.topic_id = above.topic_id
    ) THEN
        PERFORM statements_recount();
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION statements_post_entries() RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
    number_of_entries integer := 0;
    number_of_days integer := 0;
    empty bigint[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtextextended('statements_post_entries', 0)) THEN
        RETURN 0;
    END IF;
    WITH entry AS (
        DELETE FROM statements_tally WHERE NOT posted RETURNING *
    ), balance AS (
        INSERT INTO statements_tally AS old (speaker_id, topic_id, month, number, unsettled, reviewed, posted)
        SELECT speaker_id, topic_id, month, sum(number), sum(unsettled), sum(reviewed), true
        FROM entry GROUP BY 1, 2, 3
        ON CONFLICT (speaker_id, topic_id, month) WHERE posted DO UPDATE SET
            number = old.number + excluded.number,
            unsettled = old.unsettled + excluded.unsettled,
            reviewed = old.reviewed + excluded.reviewed
        RETURNING id, number, unsettled, reviewed
    )
    SELECT (SELECT count(*) FROM entry), array_agg(id) FILTER (WHERE (number, unsettled, reviewed) = (0, 0, 0))
    INTO number_of_entries, empty FROM balance;
    DELETE FROM statements_tally WHERE id = ANY (empty);
    WITH entry AS (
        DELETE FROM statements_coverage WHERE NOT posted RETURNING *
    ), balance AS (
        INSERT INTO statements_coverage AS old (source_id, day, articles, statements, posted)
        SELECT source_id, day, sum(articles), sum(statements), true FROM entry GROUP BY 1, 2
        ON CONFLICT (source_id, day) WHERE posted DO UPDATE SET
            articles = old.articles + excluded.articles,
            statements = old.statements + excluded.statements
        RETURNING id, articles, statements
    )
    SELECT (SELECT count(*) FROM entry), array_agg(id) FILTER (WHERE (articles, statements) = (0, 0))
    INTO number_of_days, empty FROM balance;
    DELETE FROM statements_coverage WHERE id = ANY (empty);
    RETURN number_of_entries + number_of_days;
END $$;

CREATE TRIGGER tally_inserted AFTER INSERT ON statements_quote
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statements_count_quotes();
CREATE TRIGGER tally_updated AFTER UPDATE ON statements_quote
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION statements_count_quotes();
CREATE TRIGGER tally_deleted AFTER DELETE ON statements_quote
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION statements_count_quotes();

CREATE TRIGGER tally_inserted AFTER INSERT ON statements_quote_topics
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statements_count_subjects();
CREATE TRIGGER tally_updated AFTER UPDATE ON statements_quote_topics
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION statements_count_subjects();
CREATE TRIGGER tally_deleted AFTER DELETE ON statements_quote_topics
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION statements_count_subjects();

CREATE TRIGGER tally_updated AFTER UPDATE ON statements_topic
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION statements_count_topics();

CREATE TRIGGER coverage_inserted AFTER INSERT ON statements_article
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION statements_count_articles();
CREATE TRIGGER coverage_updated AFTER UPDATE ON statements_article
    REFERENCING OLD TABLE AS removed NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION statements_count_articles();
CREATE TRIGGER coverage_deleted AFTER DELETE ON statements_article
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION statements_count_articles();

SELECT statements_recount();
