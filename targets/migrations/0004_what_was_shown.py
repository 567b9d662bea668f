from django.db import migrations, models


def say_what_was_shown(apps, _schema_editor):
    """Until now nothing could stand beside a calculated light, and a change was seen when its assessment was made."""
    apps.get_model('targets', 'Assessment').objects.update(shown_light=models.F('light'))
    changes = apps.get_model('targets', 'LightChange').objects
    seen = apps.get_model('targets', 'Assessment').objects.filter(pk=models.OuterRef('assessment_id'))
    changes.update(
        from_calculated=models.F('from_light'),
        to_calculated=models.F('to_light'),
        changed_at=models.Subquery(seen.values('assessed_at')[:1]),
    )


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0003_overrides_causes_news'),
    ]

    operations = [
        migrations.RunPython(say_what_was_shown, migrations.RunPython.noop),
    ]
