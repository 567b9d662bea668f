"""The indicators of a service area as a table that can be sorted, category by category."""

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tables2.data import TableListData

from indicators.formats import unit_title
from indicators.models import Region
from reporting.area_choice import ELSEWHERE
from reporting.queries.area_rows import AreaRow, Figure
from reporting.queries.service_area import AreaPage

NUMBER = {"th": {"class": "pp-number"}, "td": {"class": "pp-number"}}
OWN = {"th": {"class": "pp-number pp-own-column"}, "td": {"class": "pp-number pp-own-column"}}


class InOrder(TableListData):  # type: ignore[misc]  # the library has no types
    """Rows that are in order already, as the files have them too; the table only marks the column."""

    def order_by(self, aliases: object) -> None:
        """Nothing is left to do."""


class AreaTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """Own figures first; then one column for each of the others, made when the table is."""

    name = tables.Column(verbose_name=_("Indikator"), attrs={"td": {"scope": "row"}})
    before = tables.Column(attrs=OWN)
    latest = tables.Column(attrs=OWN)
    change = tables.Column(verbose_name=_("Endring"), empty_values=(), attrs=NUMBER)
    light = tables.Column(verbose_name=_("Måltall"), empty_values=(), accessor="targets")

    class Meta:
        template_name = "reporting/_area_table.html"
        empty_text = _("Ingen indikatorer passer til valget.")

    def __init__(self, page: AreaPage) -> None:
        self.page = page
        elsewhere = [(f"{ELSEWHERE}{one.code}", OfRegion(one)) for one in page.regions]
        super().__init__(
            InOrder(list(page.rows)),
            order_by=page.choice.sort or None,
            extra_columns=elsewhere,
            exclude=() if page.has_targets else ("light",),
            attrs={"aria-label": gettext("Indikatorer i %(area)s") % {"area": page.area.name}},
        )
        self.columns["before"].column.verbose_name = page.before or gettext("Året før")
        self.columns["latest"].column.verbose_name = page.year or gettext("Siste år")

    def render_name(self, record: AreaRow) -> SafeString:
        values = {"row": record, "unit": unit_title(record.indicator.unit)}
        return render_to_string("reporting/_area_name.html", values)

    def render_before(self, value: Figure) -> SafeString:
        return cell(value, period=self.page.before)

    def render_latest(self, value: Figure, record: AreaRow) -> SafeString:
        old = gettext("gammelt tall") if record.is_stale else ""
        return cell(value, old, value.aside, period=self.page.year)

    def render_change(self, record: AreaRow) -> SafeString:
        if record.is_broken and record.change is not None:
            return format_html('<span class="pp-quiet">{}</span>', gettext("brudd"))
        amount, percent = record.change_words
        return with_asides(amount, [percent])

    def render_light(self, record: AreaRow) -> SafeString:
        return render_to_string("reporting/_area_lights.html", {"row": record})


class OfRegion(tables.Column):  # type: ignore[misc]  # the library has no types
    """The figures of one of the others, of the same period as the row's own."""

    def __init__(self, region: Region) -> None:
        super().__init__(verbose_name=region.name, attrs=NUMBER, empty_values=(), accessor="elsewhere")
        self.region = region

    def render(self, record: AreaRow) -> SafeString:
        figure = record.at(self.region)
        return cell(figure, gettext("sum") if record.is_sum_in(self.region) else "", figure.aside)


def cell(figure: Figure, *asides: str, period: str | None = None) -> SafeString:
    """The figure with its marks. The period is said where it is another than the column's."""
    other = figure.period if period is not None and figure.period != period else ""
    return with_asides(figure_and_marks(figure), [other, *asides])


def figure_and_marks(figure: Figure) -> SafeString | str:
    text: SafeString | str = figure.text
    if figure.missing:
        text = marked(figure.missing, gettext("Kilden har ikke noe tall her"))
    provisional = marked("*", gettext("foreløpig tall")) if figure.is_provisional else ""
    correction = marked("†", gettext("kommunens eget tall")) if figure.is_correction else ""
    return format_html("{}{}{}", text, provisional, correction)


def marked(sign: str, means: str) -> SafeString:
    return format_html('<abbr title="{}">{}</abbr>', means, sign)


def with_asides(text: SafeString | str, asides: list[str]) -> SafeString:
    """With small words under it."""
    said = ((aside,) for aside in asides if aside)
    return format_html("{}{}", text, format_html_join("", '<span class="pp-beside">{}</span>', said))
