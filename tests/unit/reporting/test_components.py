"""The building blocks of the pages, rendered without a database and read as text."""

import re
from pathlib import Path

import django_tables2 as tables
import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from reporting.templatetags.planpuls import light_segments, part_of_menu, with_links

FOLDER = settings.BASE_DIR / "templates"
# A report is a file that stands alone, with its stylesheet inside; its frame has one that the policy names.
TEMPLATES = sorted(
    path for path in FOLDER.rglob("*.html") if path.parent.name != "report" and path.name != "_frame_style.html"
)


def rendered(source: str, **context: object) -> str:
    markup = engines["django"].from_string("{% load planpuls django_tables2 %}" + source).render(context)
    return re.sub(r"\s+", " ", markup)


def light(**values: object) -> str:
    names = " ".join(f"{name}={name}" for name in values)
    return rendered(f'{{% include "components/light.html" with {names} only %}}', **values)


@pytest.mark.parametrize("colour", ["green", "yellow", "red", "grey"])
def test_a_light_is_a_word_and_a_shape_that_only_eyes_meet(colour: str) -> None:
    markup = light(light=colour, word="Ordet")
    assert ">Ordet</span>" in markup
    assert markup.count("<svg") == markup.count('aria-hidden="true"') == 1


def test_four_lights_have_four_shapes() -> None:
    shapes = {re.sub(r"(fill|stroke)=\S+", "", light(light=c, word="")) for c in ("green", "yellow", "red", "grey")}
    assert len(shapes) == 4


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"stale": True}, "Tallet er gammelt"),
        ({"warning": True}, "Kan bli brutt ved neste tall"),
        ({"overridden_from": "red", "overridden_word": "Ikke oppfylt"}, "Overstyrt. Beregnet: Ikke oppfylt"),
        ({"reason": "Ingen indikator"}, "Ingen indikator"),
    ],
)
def test_what_a_shape_hints_at_is_also_said(state: dict[str, object], words: str) -> None:
    plain = light(light="green", word="Oppfylt")
    special = light(light="green", word="Oppfylt", **state)
    assert words in special
    assert words not in plain


def test_overridden_light_shows_both_halves() -> None:
    markup = light(light="green", word="Oppfylt", overridden_from="red")
    assert "#0b8a2f" in markup
    assert "#c8201f" in markup


def test_distribution_counts_each_light_and_leaves_out_the_absent() -> None:
    markup = rendered('{% include "components/distribution.html" with green=3 yellow=1 grey=2 %}')
    assert [words for words in ("3 grønne", "1 gult", "2 kan ikke vurderes") if words not in markup] == []
    assert "rød" not in markup


def test_distribution_of_nothing_says_so() -> None:
    assert "Ingen måltall" in rendered('{% include "components/distribution.html" %}')


def test_bar_starts_with_the_worst_and_is_full() -> None:
    segments = light_segments(green=24, yellow=5, red=9, grey=14)
    assert [part.light for part in segments] == ["red", "yellow", "green", "grey"]
    assert sum(part.width for part in segments) == pytest.approx(100, abs=0.05)


def test_bar_is_written_with_decimal_points_in_norwegian() -> None:
    markup = rendered('{% include "components/distribution.html" with green=1 red=2 %}')
    assert 'width="66.67"' in markup


def test_component_takes_markup_between_its_tags_and_escapes_its_values() -> None:
    markup = rendered('{% component "card" title=title url="/plan/" %}<em>innhold</em>{% endcomponent %}', title="<b>")
    assert "<em>innhold</em>" in markup
    assert '<a href="/plan/">&lt;b&gt;</a>' in markup


@pytest.mark.parametrize(("content", "folded"), [("<table></table>", True), ("  ", False)])
def test_figure_folds_its_table_where_it_has_one(content: str, folded: bool) -> None:
    markup = rendered('{% component "figure" title="Fond, prosent" %}' + content + "{% endcomponent %}")
    assert ("Vis tabell" in markup) == folded


class Amount(forms.Form):
    amount = forms.DecimalField(label="Måltall", help_text="Skriv med komma: 1,75")
    draft = forms.BooleanField(label="Vis utkast", required=False)


def test_field_ties_label_help_and_error_to_its_input() -> None:
    markup = rendered('{% include "components/field.html" with field=form.amount %}', form=Amount({"amount": "x"}))
    described = re.search(r'aria-describedby="([^"]+)"', markup)
    assert described
    assert all(f'id="{name}"' in markup for name in described[1].split())
    assert 'class="ds-input"' in markup
    assert '<label class="ds-label" for="id_amount">Måltall' in markup


def test_check_box_stands_before_its_label() -> None:
    markup = rendered('{% include "components/field.html" with field=form.draft %}', form=Amount())
    assert markup.index('type="checkbox"') < markup.index("Vis utkast")


class Rows(tables.Table):  # type: ignore[misc]  # the library has no types
    name = tables.Column(verbose_name="Navn", attrs={"td": {"scope": "row"}})
    value = tables.Column(verbose_name="2024", attrs={"td": {"class": "pp-number"}})
    note = tables.Column(verbose_name="Merknad", orderable=False, default="")

    class Meta:
        attrs = {"aria-label": "Indikatorer"}
        row_attrs = {"class": lambda record: "pp-own" if record["name"] == "Larvik" else ""}
        empty_text = "Ingen treff i søket"


def table(rows: list[dict[str, str]], **options: object) -> str:
    request = RequestFactory().get("/", {"omrade": "skole"})
    shown = Rows(rows, **options)
    shown.paginate(page=1, per_page=2)
    return rendered("{% render_table table 'components/table.html' %}", table=shown, request=request)


REGIONS = [{"name": "Larvik", "value": "10,6"}, {"name": "Skien", "value": "13,7"}, {"name": "Bodø", "value": "9,1"}]


def test_table_tells_which_column_it_is_sorted_by() -> None:
    markup = table(REGIONS, order_by="-name")
    assert re.findall(r'aria-sort="(\w+)"', markup) == ["descending", "none"]


def test_table_scrolls_by_keyboard_under_its_name() -> None:
    assert re.search(r'role="region" tabindex="0" aria-label="Indikatorer"', table(REGIONS))


def test_table_has_row_headings_numbers_and_the_own_row() -> None:
    markup = table(REGIONS)
    assert '<th scope="row"' in markup
    assert "pp-number" in markup
    assert re.search(r'<tr class="pp-own[ "]', markup)


def test_leafing_keeps_the_search() -> None:
    assert re.search(r'href="\?omrade=skole&amp;page=2"', table(REGIONS))


def test_one_page_needs_no_leafing() -> None:
    page = Paginator([1], 5).page(1)
    assert "<nav" not in rendered('{% include "components/pagination.html" %}', page=page)


def test_empty_table_says_why() -> None:
    assert "Ingen treff i søket" in table([])


@pytest.mark.parametrize(
    ("url_name", "overview", "indicators"),
    [("home", True, False), ("target-detail", True, False), ("indicator-detail", False, True), ("login", False, False)],
)
def test_menu_marks_where_the_reader_is(url_name: str, overview: bool, indicators: bool) -> None:
    assert (part_of_menu(url_name, "overview"), part_of_menu(url_name, "indicators")) == (overview, indicators)


def test_error_page_stands_without_any_context() -> None:
    assert "Noe gikk galt" in engines["django"].get_template("500.html").render()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(settings.BASE_DIR).as_posix())
def test_security_policy_allows_everything_in_the_template(path: Path) -> None:
    # What stands in Django's own tags is no attribute of the page.
    source = re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8"))
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", source)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ingen lenke.", "Ingen lenke."),
        ("(https://a.no/?b=1&c)", '(<a class="ds-link" href="https://a.no/?b=1&amp;c">https://a.no/?b=1&amp;c</a>)'),
        ("Og https://ssb.no/d.", 'Og <a class="ds-link" href="https://ssb.no/d">https://ssb.no/d</a>.'),
        ("<script>", "&lt;script&gt;"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ('https://x.no/"onclick=a', '<a class="ds-link" href="https://x.no/">https://x.no/</a>&quot;onclick=a'),
    ],
)
def test_addresses_in_a_text_of_others_can_be_followed_and_nothing_else_is_markup(text: str, shown: str) -> None:
    assert with_links(text) == shown
