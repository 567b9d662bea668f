from django.db import migrations
from django.utils import timezone

TYPED = ('indicators.needindex.added', 'indicators.needindex.changed')


def say_since_when(apps, _schema_editor):
    """What is there was known, as it is, when the newest file of need indices was brought; nobody can say of earlier.

    What somebody typed after that is known since then, and where nothing says, it is known from now. Which file an index
    came in can be told where there has been one only and nobody has typed.
    """
    rows = apps.get_model('indicators', 'NeedIndex').objects
    events = apps.get_model('accounts', 'AuditEvent').objects
    brought = events.filter(action='indicators.need.loaded').values_list('object_id', flat=True)
    keys = [int(key) for key in brought if key.isdecimal()]
    found = list(apps.get_model('indicators', 'Fetch').objects.filter(pk__in=keys).values_list('pk', 'received_at'))
    newest = max((received_at for _pk, received_at in found), default=None)
    rows.update(known_from=newest or timezone.now(), fetch_id=found[0][0] if len(found) == 1 else None)
    typed = events.filter(object_type='indicators.needindex', action__in=TYPED).order_by('at', 'pk')
    for key, at in typed.values_list('object_id', 'at'):
        if key.isdecimal():
            rows.filter(pk=int(key)).update(known_from=max(at, newest or at), fetch_id=None)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('indicators', '0011_need_vintages'),
    ]

    operations = [
        migrations.RunPython(say_since_when, migrations.RunPython.noop),
    ]
