"""Leaving with two weeks to change one's mind, and what is taken along."""

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import cairn.base.clock


class Migration(migrations.Migration):
    dependencies = [("cairn", "0009_entries_let_go")]
    operations = [
        migrations.AddField("member", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField("member", "erase_at", models.DateTimeField(db_index=True, null=True)),
        migrations.AddField("member", "answers_stand", models.BooleanField(default=False)),
        migrations.CreateModel(
            name="Along",
            fields=[
                ("member", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="+", serialize=False, to="cairn.member")),
                ("sealed", models.BinaryField()),
                ("made_at", models.DateTimeField(default=cairn.base.clock.now)),
                ("until", models.DateTimeField(db_index=True)),
            ],
            options={"base_manager_name": "system"},
            managers=[("objects", django.db.models.manager.Manager()), ("system", django.db.models.manager.Manager())],
        ),
    ]
