from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0003_sources_regions_quality'),
    ]

    operations = [
        migrations.AddField(
            model_name='fetch',
            name='read_as',
            field=models.CharField(blank=True, max_length=200, verbose_name='lest som'),
        ),
    ]
