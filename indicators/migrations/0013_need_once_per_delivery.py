from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0012_need_known_from'),
    ]

    operations = [
        migrations.AlterField(
            model_name='needindex',
            name='known_from',
            field=models.DateTimeField(verbose_name='kjent fra'),
        ),
        migrations.RemoveConstraint(
            model_name='needindex',
            name='need_once_per_year_and_source',
        ),
        migrations.RemoveConstraint(
            model_name='needindex',
            name='need_once_per_source_without_year',
        ),
        migrations.AddConstraint(
            model_name='needindex',
            constraint=models.UniqueConstraint(fields=('service_area', 'region', 'year', 'measure', 'source', 'fetch'), name='need_once_per_year_and_delivery'),
        ),
        migrations.AddConstraint(
            model_name='needindex',
            constraint=models.UniqueConstraint(condition=models.Q(('year__isnull', True)), fields=('service_area', 'region', 'measure', 'source', 'fetch'), name='need_once_per_delivery_no_year'),
        ),
    ]
