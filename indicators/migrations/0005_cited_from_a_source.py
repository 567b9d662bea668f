from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("indicators", "0004_fetch_read_as"),
    ]

    operations = [
        migrations.AlterField(
            model_name="observation",
            name="standing",
            field=models.PositiveSmallIntegerField(
                choices=[
                    (10, "vises, vurderes ikke"),
                    (20, "kommunens egen rettelse"),
                    (30, "gjengitt fra en kilde"),
                    (40, "offisiell"),
                ],
                default=40,
                verbose_name="rang",
            ),
        ),
    ]
