import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models

import statements.search.conditions


class Migration(migrations.Migration):
    # Without a lock: ingest goes on while the words of millions of quotes are read.
    atomic = False

    dependencies = [
        ("statements", "0005_editing"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="quote",
            index=django.contrib.postgres.indexes.GinIndex(
                statements.search.conditions.WrittenWords(models.F("text")), name="quote_written_idx"
            ),
        ),
    ]
