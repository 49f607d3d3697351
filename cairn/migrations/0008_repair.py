"""What repair needs to remind once, to keep an answer to a step, and to ask somebody to stand beside."""

import django.db.models.deletion
from django.db import migrations, models

import cairn.base.clock
import cairn.base.ids
import cairn.base.sealed


class Migration(migrations.Migration):
    dependencies = [("cairn", "0007_reports_have_keys")]
    operations = [
        migrations.AddField("concern", "opened_at", models.DateTimeField(null=True)),
        migrations.AddField("concern", "reminded_at", models.DateTimeField(null=True)),
        migrations.AddField("conversation", "reminded_at", models.DateTimeField(null=True)),
        migrations.AddField("step", "yes", models.BooleanField(null=True)),
        migrations.AlterField("concern", "line", cairn.base.sealed.SealedText(null=True, owner="id")),
        migrations.CreateModel(
            name="Beside",
            fields=[
                ("id", models.BigIntegerField(default=cairn.base.ids.new_id, primary_key=True, serialize=False)),
                ("asked_at", models.DateTimeField(default=cairn.base.clock.now)),
                ("answered_at", models.DateTimeField(null=True)),
                ("yes", models.BooleanField(null=True)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cairn.member")),
                ("concern", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="besides", to="cairn.concern")),
                ("member", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cairn.member")),
                ("of", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cairn.member")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=["concern", "member"], name="beside_once")]},
        ),
    ]
