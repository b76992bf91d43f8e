-- The log of changes: see statements/models/feed.py for what it is for.

-- What a statement touched. Arguments: the resource, and a query over "rows" (and for updates "old_rows") that
-- gives the keys of its records. One entry a record and transaction.
CREATE FUNCTION statements_log_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO statements_feedentry (resource, key, added, at)
         SELECT %L, key, %L, clock_timestamp() FROM (SELECT DISTINCT key FROM (%s) AS found (key)) AS keys
         WHERE key IS NOT NULL
         ON CONFLICT (resource, key, xid) DO NOTHING',
        TG_ARGV[0], TG_OP = 'INSERT' AND TG_ARGV[2] = 'root', TG_ARGV[1]
    );
    RETURN NULL;
END
$$;

-- A row that is a record.
CREATE PROCEDURE statements_log_records(resource text, source regclass, key text)
LANGUAGE plpgsql AS $$
DECLARE
    query text := format('SELECT %I::text FROM rows', key);
BEGIN
    EXECUTE format('CREATE TRIGGER feed_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(%L, %L, %L)', source, resource, query, 'root');
    EXECUTE format('CREATE TRIGGER feed_update AFTER UPDATE ON %s REFERENCING NEW TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(%L, %L, %L)', source, resource, query, 'root');
    EXECUTE format('CREATE TRIGGER feed_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(%L, %L, %L)', source, resource, query, 'root');
END
$$;

-- A row that is part of a record; %s in the query stands for the rows.
CREATE PROCEDURE statements_log_parts(name text, resource text, source regclass, query text)
LANGUAGE plpgsql AS $$
DECLARE
    one text := format(query, 'rows');
    every_row text := format(query, '(SELECT * FROM rows UNION ALL SELECT * FROM old_rows)');
BEGIN
    EXECUTE format('CREATE TRIGGER feed_%s_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(%L, %L, %L)', name, source, resource, one, 'part');
    EXECUTE format('CREATE TRIGGER feed_%s_update AFTER UPDATE ON %s
        REFERENCING OLD TABLE AS old_rows NEW TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(%L, %L, %L)', name, source, resource, every_row, 'part');
    EXECUTE format('CREATE TRIGGER feed_%s_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(%L, %L, %L)', name, source, resource, one, 'part');
END
$$;

CALL statements_log_records('quotes', 'statements_quote', 'public_id');
CALL statements_log_records('articles', 'statements_article', 'public_id');
CALL statements_log_records('speakers', 'statements_person', 'slug');
CALL statements_log_records('meetings', 'statements_meeting', 'slug');
CALL statements_log_records('topics', 'statements_topic', 'slug');
CALL statements_log_records('sources', 'statements_source', 'slug');
CALL statements_log_records('corrections', 'statements_correction', 'id');

CALL statements_log_parts('quote', 'quotes', 'statements_quote_topics',
    'SELECT quote.public_id FROM %s AS part JOIN statements_quote AS quote ON quote.id = part.quote_id');
CALL statements_log_parts('article', 'articles', 'statements_article_topics',
    'SELECT article.public_id FROM %s AS part JOIN statements_article AS article ON article.id = part.article_id');
CALL statements_log_parts('speaker', 'speakers', 'statements_alias',
    'SELECT person.slug FROM %s AS part JOIN statements_person AS person ON person.id = part.person_id');
CALL statements_log_parts('speaker', 'speakers', 'statements_office',
    'SELECT person.slug FROM %s AS part JOIN statements_person AS person ON person.id = part.person_id');
CALL statements_log_parts('meeting', 'meetings', 'statements_participation',
    'SELECT meeting.slug FROM %s AS part JOIN statements_meeting AS meeting ON meeting.id = part.meeting_id');
CALL statements_log_parts('meeting', 'meetings', 'statements_meetingreport',
    'SELECT meeting.slug FROM %s AS part JOIN statements_meeting AS meeting ON meeting.id = part.meeting_id');
CALL statements_log_parts('meeting', 'meetings', 'statements_office',
    'SELECT meeting.slug FROM %s AS part
     JOIN statements_participation AS participation ON participation.office_id = part.id
     JOIN statements_meeting AS meeting ON meeting.id = participation.meeting_id');
CALL statements_log_parts('broader', 'topics', 'statements_topic',
    'SELECT broader.slug FROM %s AS part JOIN statements_topic AS broader ON broader.id = part.parent_id');
CALL statements_log_parts('correction', 'corrections', 'statements_restriction',
    'SELECT correction.id::text FROM %s AS part
     JOIN statements_quote AS quote ON quote.id = part.quote_id OR quote.article_id = part.article_id
     JOIN statements_correction AS correction ON correction.quote_id = quote.id');

-- An article that may be shown no longer leaves the meetings that it reports.
CREATE TRIGGER feed_meeting_update AFTER UPDATE ON statements_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS rows
    FOR EACH STATEMENT EXECUTE FUNCTION statements_log_change(
        'meetings',
        'SELECT meeting.slug FROM rows AS new_row JOIN old_rows AS old_row ON old_row.id = new_row.id
         JOIN statements_meetingreport AS report ON report.article_id = new_row.id
         JOIN statements_meeting AS meeting ON meeting.id = report.meeting_id
         WHERE new_row.state <> old_row.state',
        'part'
    );

-- What was there before the log began, so that a copy can be made from the feed alone.
INSERT INTO statements_feedentry (resource, key, added, at)
SELECT 'sources', slug, true, now() FROM statements_source
UNION ALL SELECT 'topics', slug, true, now() FROM statements_topic
UNION ALL SELECT 'speakers', slug, true, now() FROM statements_person
UNION ALL SELECT 'articles', public_id, true, now() FROM statements_article
UNION ALL SELECT 'meetings', slug, true, now() FROM statements_meeting
UNION ALL SELECT 'quotes', public_id, true, now() FROM statements_quote
UNION ALL SELECT 'corrections', id::text, true, now() FROM statements_correction;
