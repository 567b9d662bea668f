from django.db import migrations, models
from django.utils import timezone


def judge_everything_once(apps, _schema_editor):
    """Nobody has said yet when the lights that are there must be looked at again, so each is due at once.

    That covers every delivery that is here, so none of them need be looked through. Changes that were seen before there
    was any mail are nobody's news.
    """
    Assessment = apps.get_model('targets', 'Assessment')
    JudgedFetch = apps.get_model('targets', 'JudgedFetch')
    Assessment.objects.filter(is_current=True).update(look_again_on=models.F('confirmed_on'))
    now = timezone.now()
    keys = apps.get_model('indicators', 'Fetch').objects.values_list('pk', flat=True)
    JudgedFetch.objects.bulk_create(
        (JudgedFetch(fetch_id=key, looked_at=now) for key in keys.iterator()), batch_size=1_000, ignore_conflicts=True
    )
    apps.get_model('targets', 'LightChange').objects.update(considered_at=models.F('changed_at'))


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0007_what_is_seen'),
    ]

    operations = [
        migrations.RunPython(judge_everything_once, migrations.RunPython.noop),
    ]
