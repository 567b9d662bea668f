"""The sentence of a light, rendered from its certificate."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from indicators.periods import parse_period
from targets.rules import Kind, Terms
from targets.sentences import sentence, thresholds
from tests.certificates import certificate, said


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


def floor(limit: str, **more: Any) -> Terms:
    return Terms(Kind.STAY_ABOVE, lower=Decimal(limit), **more)


def test_a_met_limit_names_figure_period_limit_and_source() -> None:
    assert said(floor("5"), "2024", "10.6", name="Disposisjonsfondet") == (
        "Oppfylt: Disposisjonsfondet er 10,6 % i 2024; kravet er minst 5 %. Kilde: KOSTRA 2024 (SSB)."
    )


def test_a_near_limit_tells_the_distance_and_the_band() -> None:
    assert said(floor("1.75"), "2023", "1.7") == (
        "Nær kravet: Andelen er 1,7 % i 2023, 0,05 prosentpoeng under kravet på minst 1,75 %. "
        "Avviket er innenfor slingringsmonnet på 0,175 prosentpoeng. "
        "Tallet er gammelt: to hele perioder er gått siden da. "
        "Kilde: KOSTRA 2024 (SSB)."
    )


def test_a_broken_ceiling_is_over_and_counted_in_its_own_unit() -> None:
    terms = Terms(Kind.STAY_BELOW, upper=Decimal(21))
    assert said(terms, "2024", "34", unit="dager", decimals=0, name="Saksbehandlingstiden") == (
        "Ikke oppfylt: Saksbehandlingstiden er 34 dager i 2024, 13 dager over kravet på høyst 21 dager. "
        "Kilde: KOSTRA 2024 (SSB)."
    )


def test_an_interval_and_an_exact_value_are_said_as_such() -> None:
    interval = Terms(Kind.STAY_WITHIN, lower=Decimal(1), upper=Decimal(4))
    assert "kravet er mellom 1 og 4 ‰." in said(interval, "2024", "2", unit="promille", decimals=0)
    exact = Terms(Kind.STAY_WITHIN, lower=Decimal(100), upper=Decimal(100))
    assert "kravet er 100 %." in said(exact, "2024", "100", decimals=0)


def test_emissions_read_as_reduced_since_the_base_year() -> None:
    terms = Terms(
        Kind.CHANGE_BY, changes_since=parse_period("2009"), change=Decimal(-50), deadline=parse_period("2030")
    )
    assert said(terms, "2009-2022", "-13", decimals=0, name="Utslippene", on="2023-06-01") == (
        "Ikke i rute: Utslippene: redusert 13 % siden 2009; planen krever 31 % i 2022 for å nå 50 % i 2030. "
        "Kilde: KOSTRA 2024 (SSB)."
    )


def test_emissions_that_rose_read_as_risen_against_a_required_fall() -> None:
    terms = Terms(
        Kind.CHANGE_BY, changes_since=parse_period("2009"), change=Decimal(-50), deadline=parse_period("2030")
    )
    assert "økt 4 % siden 2009; planen krever en nedgang på 31 % i 2022" in said(terms, "2009-2022", "4", decimals=0)


def reach(**more: Any) -> Terms:
    return Terms(
        Kind.REACH,
        baseline_period=parse_period("2020"),
        baseline_value=Decimal("44.8"),
        goal=Decimal(50),
        deadline=parse_period("2028"),
        **more,
    )


def test_a_path_tells_what_is_expected_now_and_in_the_end() -> None:
    assert said(reach(), "2024", "46.0", on="2025-03-01") == (
        "Ikke i rute: Andelen er 46,0 % i 2024; planen krever minst 47,4 % da for å nå 50 % i 2028. "
        "Kilde: KOSTRA 2024 (SSB)."
    )


def test_an_expected_value_never_looks_equal_to_a_figure_that_differs() -> None:
    assert "er 47,4 % i 2024; planen krever minst 47,40 %" not in said(reach(), "2024", "47.4", on="2025-03-01")
    assert "minst 47,41 %" in said(
        Terms(
            Kind.REACH,
            baseline_period=parse_period("2020"),
            baseline_value=Decimal(0),
            goal=Decimal("94.82"),
            deadline=parse_period("2028"),
        ),
        "2024",
        "47.4",
        on="2025-03-01",
    )


def test_a_computed_distance_is_told_without_its_tail() -> None:
    terms = Terms(
        Kind.CHANGE_BY, changes_since=parse_period("2009"), change=Decimal(-50), deadline=parse_period("2030")
    )
    rows = dict(thresholds(certificate(terms, "2009-2022", "-13", decimals=0)))
    assert rows["Avvik"].replace("\u00a0", " ") == "18,0 prosentpoeng"


def test_a_missed_deadline_tells_by_how_much() -> None:
    assert "Nesten nådd: Andelen er 49,9 % i 2028; det mangler 0,1 prosentpoeng på målet på 50 %." in said(
        reach(), "2028", "49.9", on="2029-03-01"
    )


@pytest.mark.parametrize(
    ("facts", "statement"),
    [
        (
            ((floor("5", has_indicator=False), "", "")),
            "Kan ikke vurderes: måltallet har ingen indikator som måler det.",
        ),
        ((floor("5"), "2024", ":"), "Kan ikke vurderes: kilden skjuler tallet for 2024 av hensyn til personvern"),
        ((floor("5"), "2024", ".."), "Kan ikke vurderes: kilden mangler tall for «Andelen» i 2024 (symbolet «..»)."),
        ((floor("5"), "", ""), "Kan ikke vurderes: det finnes ingen tall for «Andelen» i Larvik."),
        (
            (floor("5", deadline=parse_period("2030")), "2024", "3"),
            "måltallet gjelder 2030 og vurderes når perioden er slutt.",
        ),
        ((floor("5", deadline=parse_period("2025")), "2024", "3"), "ikke tall for «Andelen» i 2025, som er fristen."),
        ((Terms(Kind.TREND), "2024", "3"), "det finnes bare ett tall for «Andelen», og det trengs to"),
    ],
)
def test_grey_says_what_is_lacking(facts: tuple[Any, ...], statement: str) -> None:
    assert statement in said(*facts)


def test_a_milestone_names_the_state_a_person_must_judge() -> None:
    said_state = said(Terms(Kind.MILESTONE), "", "", state="klimanøytral", condition="uten kjøp av klimakvoter")
    assert "«klimanøytral» er en tilstand som en person må vurdere" in said_state
    assert said_state.endswith("Vilkår: uten kjøp av klimakvoter.")


def test_a_unit_mismatch_names_both_units() -> None:
    text_said = said(floor("3", unit_fits=False), "2024", "98.9", target_unit="døgn")
    assert "måltallet er gitt i dager, men «Andelen» måles i prosent." in text_said


def test_provisional_and_own_figures_are_said() -> None:
    assert "Tallet er foreløpig." in said(floor("5"), "2024", "9", kind="provisional")
    assert "Tallet er kommunens eget" in said(floor("5"), "2024", "9", kind="correction")


def test_a_figure_without_a_named_source_tells_the_delivery() -> None:
    facts = certificate(floor("5"), "2024", "9")
    facts["indicator"]["sources"] = []
    assert sentence(facts).endswith("Kilde: tall som kommunen har lastet inn.")


def test_numbers_are_norwegian_with_a_real_minus() -> None:
    assert "er −0,4 % i 2024, 2,15 prosentpoeng under" in said(floor("1.75"), "2024", "-0.4")
    assert "er 101 213 kr i 2024" in said(floor("5"), "2024", "101213", unit="NOK", decimals=0)
