from django.db import migrations, models


class Migration(migrations.Migration):
    """For whoever comes in from now on; what members have now stays as it is."""

    dependencies = [
        ('cairn', '0014_rests_and_reminders'),
    ]

    operations = [
        migrations.AlterField(
            model_name='member',
            name='leave_signs_out',
            field=models.BooleanField(default=True),
        ),
    ]
