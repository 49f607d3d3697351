from django.db import migrations, models


class Migration(migrations.Migration):
    """An entry that was let go stands for ten minutes, so that it can be brought back."""

    dependencies = [("cairn", "0008_repair")]

    operations = [
        migrations.AddField(model_name="entry", name="gone_at", field=models.DateTimeField(db_index=True, null=True)),
    ]
