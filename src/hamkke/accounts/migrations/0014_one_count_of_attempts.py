"""Wrong codes are counted as attempts, like wrong passwords: their own table goes."""

from django.db import migrations


class Migration(migrations.Migration):
    """Wrong codes are counted as attempts, like wrong passwords: their own table goes."""

    dependencies = [("accounts", "0013_families_security")]
    operations = [migrations.DeleteModel(name="FailedCode")]
