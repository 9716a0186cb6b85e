"""Failed attempts, by what was tried and from where."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Failed attempts, by what was tried and from where."""

    dependencies = [("accounts", "0002_row_security")]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=64)),
                ("client", models.CharField(max_length=64)),
                ("failures", models.PositiveIntegerField()),
                ("last_at", models.DateTimeField(db_index=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject", "client"), name="attempt_once_a_pair"
                    )
                ],
            },
        ),
    ]
