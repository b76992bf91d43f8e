DROP FUNCTION statements_log_change() CASCADE;
DROP PROCEDURE statements_log_records(text, regclass, text);
DROP PROCEDURE statements_log_parts(text, text, regclass, text);
