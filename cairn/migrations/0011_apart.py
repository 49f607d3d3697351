from django.db import migrations

import cairn.base.sealed


class Migration(migrations.Migration):
    dependencies = [("cairn", "0010_leaving")]

    operations = [
        migrations.AddField("block", "seen_as", cairn.base.sealed.SealedText(null=True, owner="blocked_id")),
        migrations.AddField("apart", "seen_as", cairn.base.sealed.SealedText(null=True, owner="other_id")),
    ]
