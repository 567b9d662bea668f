"""The form of a measure with what the page does not show: where it stands, what it answers, and its name elsewhere."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from planning.models import Challenge, Measure, Plan
from planning.services.measures import MeasureLinks
from reporting.forms.measures import Boxes, MeasureForm, written_in
from reporting.forms.plan_fields import MOST_ORDER, theme_field

CHALLENGES = "challenges"
# What is written of the row itself, beside what the page writes.
OWN = ("status", "theme", "order", "external_id")


class WholeMeasureForm(MeasureForm):
    """As on the page, and the rest. What is said of `order` is where it stands; nothing said is last."""

    status = forms.CharField(required=False, max_length=100)
    external_id = forms.CharField(required=False, max_length=200)
    order = forms.IntegerField(required=False, min_value=0, max_value=MOST_ORDER)

    def __init__(self, *args: Any, plan: Plan, measure: Measure | None = None, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, measure=measure, **{"initial": all_written_in(measure)} | kwargs)
        self.plan = plan
        self.fields["theme"] = theme_field(plan)
        self.fields[CHALLENGES] = Boxes(Challenge.objects.filter(plan=plan), required=False)

    def clean_external_id(self) -> str:
        """Two programs that write at once are told apart by the database."""
        said: str = self.cleaned_data["external_id"].strip()
        others = Measure.objects.filter(plan=self.plan, external_id=said)
        other = (others.exclude(pk=self.row.pk) if self.row else others).first()
        if said and other:
            raise forms.ValidationError(gettext("Tiltaket %(code)s har denne allerede.") % {"code": other.code})
        return said

    @property
    def values(self) -> dict[str, Any]:
        """Without an order it stays where it is."""
        nowhere = ("order",) if self.cleaned_data["order"] is None else ()
        return {name: value for name, value in super().values.items() if name not in {CHALLENGES, *nowhere}}

    @property
    def links(self) -> MeasureLinks:
        links = super().links
        return MeasureLinks(links.goals, links.focus_areas, self.cleaned_data[CHALLENGES])


def all_written_in(measure: Measure | None) -> dict[str, Any]:
    if measure is None:
        return {}
    own = {name: getattr(measure, name) for name in OWN}
    return written_in(measure) | own | {CHALLENGES: measure.challenges.all()}
