"""Tasks from before e-mail are not mailed; results, now told as notices, are no longer tasks."""

from django.db import migrations


class Migration(migrations.Migration):
    """Tasks from before e-mail are not mailed; results are no longer tasks."""

    dependencies = [("inbox", "0004_notices_row_security")]
    operations = [
        migrations.RunSQL(
            "update inbox_task set spread_at = posted_at;"
            " update inbox_task set closed_at = now() where kind = 'read_result' and closed_at is null;",
            migrations.RunSQL.noop,
        )
    ]
