import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('indicators', '0010_discontinued_tables'),
    ]

    operations = [
        migrations.AddField(
            model_name='needindex',
            name='fetch',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='indicators.fetch', verbose_name='leveranse'),
        ),
        migrations.AddField(
            model_name='needindex',
            name='known_from',
            field=models.DateTimeField(null=True, verbose_name='kjent fra'),
        ),
    ]
