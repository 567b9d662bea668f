"""The list of indicators as a sortable table."""

from collections.abc import Mapping

import django_tables2 as tables
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, Collate, NullIf
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from indicators.formats import unit_title
from indicators.models import Indicator
from reporting.charts import sparkline
from reporting.queries.indicator_list import LatestFigure
from reporting.templatetags.planpuls import lang_of
from targets.sentences import language_of_name, name_of_indicator

NUMBER = {"th": {"class": "pp-number"}, "td": {"class": "pp-number"}}


def area_address(record: Indicator) -> str | None:
    """Where the name of the service area leads; the library asks for the row by this name."""
    return reverse("service-area-detail", args=[record.service_area_id]) if record.service_area_id else None


def name_in(language: str | None) -> Coalesce | F:
    """The name as it is read: in the language of the page, or in bokmål where it has none."""
    field = {"nn": "name_nn", "en": "name_en"}.get(language or "")
    return Coalesce(NullIf(field, Value("")), "name_nb") if field else F("name_nb")


class IndicatorTable(tables.Table):  # type: ignore[misc]  # the library has no types
    """Name, area, category and unit can be sorted; the newest figure is that of the reader's own municipality."""

    name_nb = tables.Column(
        verbose_name=_("Indikator"),
        linkify=("indicator-detail", {"code": tables.A("code")}),
        attrs={"td": {"scope": "row"}},
    )
    service_area = tables.Column(
        verbose_name=_("Tjenesteområde"),
        accessor="service_area__name",
        default="",
        linkify=area_address,
    )
    category = tables.Column(verbose_name=_("Kategori"), default="")
    unit = tables.Column(verbose_name=_("Enhet"), default="")
    latest = tables.Column(verbose_name=_("Siste tall"), empty_values=(), orderable=False, attrs=NUMBER)
    trend = tables.Column(verbose_name=_("Utvikling"), empty_values=(), orderable=False)

    class Meta:
        template_name = "components/table.html"
        attrs = {"aria-label": _("Indikatorer")}
        order_by = ("name_nb",)
        empty_text = _("Ingen indikatorer passer til søket.")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.latest_figures: Mapping[int, LatestFigure] = {}

    def order_name_nb(self, rows: QuerySet[Indicator], is_descending: bool) -> tuple[QuerySet[Indicator], bool]:
        """By the name that is read, in the Norwegian alphabet, where Æ, Ø and Å come last."""
        name = Collate(name_in(get_language()), "norwegian")
        return rows.order_by(name.desc() if is_descending else name.asc()), True

    def render_name_nb(self, record: Indicator) -> str | SafeString:
        name, language = name_of_indicator(record), lang_of(language_of_name(record))
        return format_html("<span{}>{}</span>", language, name) if language else name

    def render_unit(self, record: Indicator) -> str:
        return unit_title(record.unit)

    def render_latest(self, record: Indicator) -> str | SafeString:
        latest = self.latest_figures.get(record.pk)
        if latest is None:
            return gettext("ingen tall")
        return format_html('{} <span class="pp-quiet">({})</span>', latest.value, latest.period)

    def render_trend(self, record: Indicator) -> str | SafeString:
        latest = self.latest_figures.get(record.pk)
        if latest is None or len(latest.series.drawn) < 2:
            return ""
        title = gettext("Utvikling for %(name)s") % {"name": name_of_indicator(record)}
        return format_html("{}", sparkline(latest.series, title=title))
