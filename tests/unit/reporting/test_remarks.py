"""Remarks on figures: which figures they are about, and how a plan's words of a figure are said."""

import re
from typing import Any

import pytest
import yaml
from django.utils import translation

from indicators.periods import parse_period
from indicators.rules import Reading, SeriesBreak
from reporting.chart_points import breaks_said, points_of
from reporting.charts import ChartSeries
from reporting.remark_kinds import KINDS
from reporting.remarks import Place, Remark, heading_of, qualifiers_in_words
from targets.queries import period_named
from tests.factories import NOW
from tests.larvik import LARVIK as LARVIK_FILES

LARVIK, SKIEN = 1, 2


def place(first: str = "", last: str = "", *, region: int | None = None) -> Place:
    return Place(region, parse_period(first) if first else None, parse_period(last) if last else None)


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        (Remark("Alle tall."), "Alle tall."),
        (Remark("Norm.", heading="Prisår", source="Analysen"), "Prisår: Norm. (Analysen)"),
        (Remark("1\u00a0479 uten lege.\n\nSe loggen.", heading="Merknad"), "Merknad: 1\u00a0479 uten lege. Se loggen."),
    ],
)
def test_a_remark_in_one_line(remark: Remark, said: str) -> None:
    assert remark.said == said


@pytest.mark.parametrize(
    ("where", "region", "period", "holds"),
    [
        (place(), LARVIK, "2024", True),
        (place(region=LARVIK), LARVIK, "2024", True),
        (place(region=LARVIK), SKIEN, "2024", False),
        (place("2024"), LARVIK, "2023", False),
        (place("2024"), LARVIK, "2024", True),
        (place("2024"), LARVIK, "2030", True),
        (place("2024"), LARVIK, "2024K1", True),
        (place("2024K3"), LARVIK, "2024", True),
        (place("2024K3"), LARVIK, "2024K2", False),
        (place("2022", "2023"), LARVIK, "2024", False),
        (place("", "2023"), LARVIK, "2021", True),
        (place("2024", "2024", region=LARVIK), SKIEN, "2024", False),
    ],
)
def test_which_figures_a_remark_is_about(where: Place, region: int, period: str, holds: bool) -> None:
    assert where.holds(region, parse_period(period)) is holds


@pytest.mark.parametrize(
    ("where", "region", "words"),
    [
        (place(), "", "Feil enhet"),
        (place("2024"), "", "Feil enhet fra 2024"),
        (place("2024", "2024"), "Larvik", "Feil enhet, Larvik 2024"),
        (place("2021", "2023"), "", "Feil enhet 2021–2023"),
        (place("", "2023"), "", "Feil enhet til og med 2023"),
        (place(), "Larvik", "Feil enhet, Larvik"),
    ],
)
def test_heading(where: Place, region: str, words: str) -> None:
    assert heading_of("feil enhet", where, region) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"stated_as": 50}, "Omtalt som «50» i dokumentet."),
        ({"stated_as": "ingen"}, "Omtalt som «ingen» i dokumentet."),
        ({"approx": True}, "Omtrentlig tall."),
        ({"approx": False}, ""),
        ({"bound": "mer enn"}, "Oppgitt som «mer enn»."),
        ({"quality": "usikker OCR, sifrene står på to linjer"}, "Usikker OCR, sifrene står på to linjer."),
        ({"note": "Skrevet av."}, "Skrevet av."),
        ({"alt_value_in_overview": 7243}, "Oversikten i dokumentet oppgir 7\u00a0243."),
        ({"conflict_with": 48870}, "Samme dokument oppgir også 48\u00a0870."),
        ({"relative": 1.67, "relative_unit": "prosent"}, "Det tilsvarer 1,67 prosent."),
        ({"corrected_for": "opprydding"}, "Korrigert for opprydding."),
        (
            {"ocr_corrected": ["29 lest som 2,9", "33 lest som 3,3"]},
            "Rettet ved innlesing: 29 lest som 2,9; 33 lest som 3,3.",
        ),
        ({"printed": "0"}, "Trykt som 0, men betyr at tallet mangler."),
        ({"price_year": 2013}, "Prisår: 2013."),
        ({"ukjent_felt": 2013}, "Ukjent felt: 2013."),
        ({"100 %": 5}, "100 %: 5."),
        ({"at": "ST:4276"}, ""),
        ({"ref_date": "31.12.", "stated_as": "ingen", "at": "ST:1"}, "Dato: 31.12. Omtalt som «ingen» i dokumentet."),
    ],
)
def test_a_plans_words_of_a_figure(said: dict[str, Any], words: str) -> None:
    assert qualifiers_in_words(said) == words


def test_free_text_is_quoted_among_words_of_another_language() -> None:
    said = {"ref_date": "utgangen av året", "stated_as": "ingen", "conflict_with": 48870}
    with translation.override("en"):
        words = qualifiers_in_words(said)
    assert "utgangen av året" in words
    assert "Date: utgangen" not in words
    # A sentence that quotes already does so once, and a number is no text.
    assert words.count("ingen") == 1
    assert not re.search(r"[«“]{2}|[«“]48", words)


@pytest.mark.parametrize("kind", ["Definisjonsbrudd", "usikker OCR", "over_100_prosent", "kjent_feil"])
def test_a_kind_is_known_however_a_plan_writes_it(kind: str) -> None:
    assert " ".join(kind.replace("_", " ").split()).casefold() in KINDS


def test_a_kind_of_the_frame_is_said_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "usikker ocr", "uncertain OCR")
    assert heading_of("usikker OCR", place(), "Larvik") == "Uncertain OCR, Larvik"
    assert heading_of("noe ingen kjenner", place(), "Larvik") == "Noe ingen kjenner, Larvik"


def test_every_kind_of_the_demo_can_be_translated() -> None:
    plan = yaml.safe_load((LARVIK_FILES / "plan.yaml").read_text(encoding="utf-8"))
    kinds = {str(one["kind"]).casefold() for one in plan["data_quality"]}
    assert len(kinds) >= 20
    assert kinds - set(KINDS) == set()


# Breaks in charts ---------------------------------------------------------------------------------------------------


def readings(*periods: str) -> list[Reading]:
    return [
        Reading(1, LARVIK, period, "5", "", "actual", 40, NOW, number, 1, "tall.csv")
        for number, period in enumerate(periods)
    ]


def break_at(period: str) -> SeriesBreak:
    found = Remark("Endret.", place(period), is_break=True).series_break
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("periods", "start", "broken"),
    [
        (("2022", "2023", "2024"), "2024", ["2024"]),
        (("2022", "2024"), "2023", ["2024"]),
        (("2024", "2025"), "2024", []),
        (("2022", "2023"), "2024", []),
        (("2023K4", "2024K1", "2024K2"), "2024", ["2024K1"]),
        (("2023", "2024"), "2024K3", ["2024"]),
    ],
)
def test_the_line_breaks_before_the_first_figure_after_a_break(
    periods: tuple[str, ...], start: str, broken: list[str]
) -> None:
    points = points_of(readings(*periods), [break_at(start)])
    assert [point.label for point in points if point.breaks_before] == broken


def test_only_breaks_that_the_chart_shows_are_explained_under_it() -> None:
    breaks = [break_at("2024"), break_at("2010")]
    series = ChartSeries("Larvik", points_of(readings("2023", "2024"), breaks))
    assert breaks_said(series, breaks) == ["Brudd i serien fra 2024: Endret."]


def test_a_remark_without_a_period_breaks_nothing() -> None:
    assert Remark("Endret.", is_break=True).series_break is None
    assert period_named("2024").start == period_named("2024M01").position
