"""The measures of a plan as a sortable table."""

import django_tables2 as tables
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from reporting.queries.measures import MeasureRow


def address_of(record: MeasureRow) -> str:
    """Where the title leads; the library asks for the row by this name."""
    return reverse("measure-detail", args=[record.line.plan_code, record.line.code])


def language_of_plans() -> str | None:
    """None where the page is in it."""
    return None if (get_language() or "nb").startswith("nb") else "nb"


class MeasureTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """Late ones say so in words beside their deadline."""

    title = tables.Column(
        verbose_name=_("Tiltak"),
        accessor="line__title",
        order_by="title_key",
        linkify=address_of,
        attrs={"td": {"scope": "row"}, "a": {"lang": language_of_plans}},
    )
    unit = tables.Column(verbose_name=_("Ansvarlig"), accessor="line__unit", empty_values=())
    deadline = tables.Column(verbose_name=_("Frist"), accessor="line__deadline", empty_values=())
    progress = tables.Column(verbose_name=_("Framdrift"), accessor="line__progress_word")
    goals = tables.Column(verbose_name=_("Mål"), orderable=False, empty_values=())
    cost_note = tables.Column(verbose_name=_("Kostnad"), orderable=False, default="–")

    class Meta:
        template_name = "components/table.html"
        attrs = {"aria-label": _("Tiltak")}
        empty_text = _("Ingen tiltak passer til søket.")

    def render_unit(self, record: MeasureRow) -> str | SafeString:
        if not (record.line.unit or record.line.owner):
            return format_html('<span class="pp-quiet">{}</span>', gettext("Ingen ennå"))
        return format_html_join("", "{}<br>", ((one,) for one in (record.line.unit, record.line.owner) if one))

    def render_deadline(self, record: MeasureRow) -> str | SafeString:
        if record.line.deadline is None:
            return format_html('<span class="pp-quiet pp-nowrap">{}</span>', gettext("Ingen frist"))
        day = date_format(record.line.deadline, "SHORT_DATE_FORMAT")
        if record.line.late is None:
            return day
        return format_html('{}<br><strong class="pp-late">{}</strong>', day, record.line.late_word)

    def render_goals(self, record: MeasureRow) -> str | SafeString:
        if not record.goals:
            return format_html('<span class="pp-quiet pp-nowrap">{}</span>', gettext("Ingen mål"))
        return format_html_join(", ", '<span title="{}">{}</span>', ((text, code) for code, text in record.goals))
