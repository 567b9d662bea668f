from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('targets', '0004_what_was_shown'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='lightchange',
            index=models.Index(fields=['changed_on'], name='light_change_by_day'),
        ),
        migrations.AddConstraint(
            model_name='lightchange',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('from_light', models.F('to_light')), _negated=True), models.Q(('from_calculated', models.F('to_calculated')), _negated=True), _connector='OR'), name='light_change_changes'),
        ),
        migrations.AddConstraint(
            model_name='lightchange',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['first', 'new_figure', 'revised_figure', 'edited_target', 'edited_indicator', 'person', 'override', 'rule', 'date', 'unknown'])), name='light_change_cause_known'),
        ),
        migrations.AddIndex(
            model_name='assessment',
            index=models.Index(condition=models.Q(('is_current', True)), fields=['look_again_on'], name='assessment_to_look_at_again'),
        ),
        migrations.AddConstraint(
            model_name='assessment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('override__isnull', False), ('shown_light__in', ['green', 'yellow', 'red', 'grey'])), ('shown_light', models.F('light')), _connector='OR'), name='assessment_shows_what_it_says'),
        ),
    ]
