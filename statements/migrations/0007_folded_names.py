from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

from statements.models.folding import Fold

# Unaccent alone may not be indexed, since its dictionary could be changed: this promises that it is not. The
# schema is named, so that a restored dump finds the function whatever the path.
FOLD = """
DO $do$
DECLARE
    home text := (
        SELECT quote_ident(nspname) FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace
        WHERE extname = 'unaccent'
    );
BEGIN
    EXECUTE format(
        'CREATE FUNCTION statements_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
         $$ SELECT lower(%1$s.unaccent(''%1$s.unaccent''::regdictionary, $1)) $$',
        home
    );
END
$do$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("statements", "0006_written_words"),
    ]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION statements_fold(text)"),
        migrations.AddIndex(
            model_name="alias",
            index=GinIndex(
                OpClass(Fold(models.F("name")), name="gin_trgm_ops"), name="alias_folded_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=GinIndex(
                OpClass(Fold(models.F("name")), name="gin_trgm_ops"), name="person_folded_idx"
            ),
        ),
    ]
