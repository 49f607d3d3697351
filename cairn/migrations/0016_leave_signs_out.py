from django.db import migrations, models


class Migration(migrations.Migration):
    """For whoever comes in from now on; what members have now stays as it is."""

    dependencies = [
        ('cairn', '0015_reading_settings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='member',
            name='leave_signs_out',
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name='member',
            name='leave_says',
            field=models.CharField(default='', max_length=8),
        ),
    ]
