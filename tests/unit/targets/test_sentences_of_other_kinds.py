"""The sentences of trend, peer, duty and milestone, and of the outlook."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from indicators.periods import parse_period
from targets.rules import Done, Kind, Light, Opinion, Terms
from targets.sentences import light_word, outlook_rows, sentence
from targets.sentences.lateness import lateness
from targets.sentences.people import interval_said
from targets.sentences.thresholds import thresholds
from tests.certificates import certificate, said


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    with translation.override("nb"):
        yield


KOSTRA = "Kilde: KOSTRA 2024 (SSB)."
YEARS_BEFORE = {"2022": "1133.7", "2023": "1080.1"}
DOWN = Terms(Kind.TREND, direction=-1)


def test_a_better_trend_tells_the_distance_to_the_mean_and_the_way_that_is_wanted() -> None:
    told = said(DOWN, "2024", "1023.6", earlier=YEARS_BEFORE, unit="count", name="Listelengden")
    assert told == (
        "Bedre: Listelengden er 1 023,6 i 2024, 83,3 under snittet for 2022–2023 (1 106,9). Planen vil ha tallet ned. "
        f"{KOSTRA}"
    )


def test_an_unchanged_trend_tells_how_much_counts_as_unchanged() -> None:
    told = said(DOWN, "2024", "1100.0", earlier=YEARS_BEFORE, unit="count", name="Listelengden")
    assert told.startswith("Uendret: Listelengden er 1 100,0 i 2024, 6,9 under snittet for 2022–2023 (1 106,9).")
    assert "En forskjell på inntil 22,1 regnes som uendret." in told


def test_a_worse_trend_is_compared_with_the_one_figure_there_is() -> None:
    told = said(Terms(Kind.TREND, direction=1), "2024", "9", earlier={"2023": "10"}, decimals=0)
    assert told.startswith("Verre: Andelen er 9 % i 2024, 1 prosentpoeng under tallet for 2023 (10 %).")
    assert "Planen vil ha tallet opp." in told


def test_a_trend_that_stands_still_is_said_to() -> None:
    assert "er 10 % i 2024, det samme som i 2023." in said(DOWN, "2024", "10", earlier={"2023": "10"}, decimals=0)
    both = {"2022": "9", "2023": "11"}
    assert "det samme som snittet for 2022–2023." in said(DOWN, "2024", "10", earlier=both, decimals=0)


def test_a_noise_that_was_set_is_said_as_it_was_set() -> None:
    terms = Terms(Kind.TREND, direction=1, tolerance=Decimal("0.125"))
    assert "inntil 0,125 prosentpoeng" in said(terms, "2024", "10.1", earlier={"2023": "10"})
    rows = dict(thresholds(certificate(terms, "2024", "10.1", earlier={"2023": "10"})))
    assert rows["Regnes som uendret"].replace("\u00a0", " ") == "inntil 0,125 prosentpoeng"
    assert rows["Sammenlignet med"].replace("\u00a0", " ") == "10,0 % (2023)"


def peer(direction: int | None) -> Terms:
    return Terms(Kind.PEER, direction=direction, has_peer=True)


@pytest.mark.parametrize(
    ("direction", "figure", "told"),
    [
        (1, "10.6", "Oppfylt: Andelen er 10,6 % i 2024; KOSTRA-gruppe 11 har 10,0 %. Kilde"),
        (
            1,
            "9.5",
            (
                "Nær kravet: Andelen er 9,5 % i 2024, 0,5 prosentpoeng under KOSTRA-gruppe 11 (10,0 %). "
                "Avviket er innenfor slingringsmonnet på 1 prosentpoeng. Kilde"
            ),
        ),
        (1, "8.5", "Ikke oppfylt: Andelen er 8,5 % i 2024, 1,5 prosentpoeng under KOSTRA-gruppe 11 (10,0 %). Kilde"),
        (
            None,
            "10.6",
            (
                "Oppfylt: Andelen er 10,6 % i 2024, 0,6 prosentpoeng over KOSTRA-gruppe 11 (10,0 %). "
                "Avviket er innenfor slingringsmonnet på 1 prosentpoeng. Kilde"
            ),
        ),
        (
            None,
            "8.5",
            (
                "Nær kravet: Andelen er 8,5 % i 2024, 1,5 prosentpoeng under KOSTRA-gruppe 11 (10,0 %). "
                "Avviket er innenfor to ganger slingringsmonnet på 1 prosentpoeng. Kilde"
            ),
        ),
        (None, "10", "Oppfylt: Andelen er 10,0 % i 2024; KOSTRA-gruppe 11 har 10,0 %. Kilde"),
    ],
)
def test_a_peer_stands_beside_with_its_own_figure(direction: int | None, figure: str, told: str) -> None:
    assert said(peer(direction), "2024", figure, peer={"2024": "10"}).startswith(told)


DUTY = Terms(Kind.RECURRING, has_indicator=False, every_months=48)


def duty(terms: Terms = DUTY, *, done: str = "", until: str = "") -> str:
    rows = [Done(date.fromisoformat(done), date.fromisoformat(until) if until else None)] if done else []
    return said(terms, done=rows, recurs_every=4, recurs_unit="år")


def test_a_duty_tells_when_it_was_done_and_is_due() -> None:
    assert duty(done="2023-05-10") == (
        "I rute: oppgaven er sist gjort 10. mai 2023, og fristen for neste gang er 10. mai 2027. "
        "Oppgaven skal gjøres hvert 4. år."
    )
    assert duty(done="2019-05-10").startswith(
        "Forfalt: oppgaven er sist gjort 10. mai 2019, og fristen for neste gang var 10. mai 2023."
    )


def test_a_duty_that_was_said_to_hold_for_some_time_tells_that() -> None:
    assert "Forfalt: det som sist ble gjort, gjaldt fra 1. januar 2021 til 31. desember 2024." in duty(
        done="2021-01-01", until="2024-12-31"
    )
    assert "I rute: det som sist ble gjort, gjelder fra 1. januar 2021 til 31. desember 2028." in duty(
        done="2021-01-01", until="2028-12-31"
    )


def test_a_duty_that_was_never_done_has_its_deadline() -> None:
    late = Terms(Kind.RECURRING, has_indicator=False, every_months=48, deadline=parse_period("2025"))
    early = Terms(Kind.RECURRING, has_indicator=False, every_months=48, deadline=parse_period("2027"))
    assert duty(late).startswith("Forfalt: fristen var 31. desember 2025, og oppgaven er ikke registrert som gjort.")
    assert duty(early).startswith("I rute: oppgaven skal gjøres innen 31. desember 2027.")
    assert duty().startswith("Kan ikke vurderes: ingen har registrert når oppgaven sist ble gjort")


def test_the_numbers_behind_a_duty() -> None:
    rows = dict(thresholds(certificate(DUTY, done=[Done(date(2023, 5, 10))])))
    assert rows == {"Sist gjort": "10. mai 2023", "Frist": "10. mai 2027"}


@pytest.mark.parametrize(
    ("every", "unit", "told"),
    [
        (1, "år", "hvert år"),
        (4, "", "hvert 4. år"),
        (6, "måneder", "hver 6. måned"),
        (2, "kvartal", "hvert 2. kvartal"),
        (3, "uke", "hvert 3. uke"),
        (None, "år", ""),
    ],
)
def test_how_often_is_said_as_it_is_spoken(every: int | None, unit: str, told: str) -> None:
    assert interval_said(every, unit) == told


def test_a_judged_state_tells_the_reason_whose_it_is_and_when() -> None:
    opinion = Opinion(Light.YELLOW, date(2025, 5, 3), "Utslippene er halvert", "kommunedirektøren")
    told = said(Terms(Kind.MILESTONE), opinions=[opinion], state="klimanøytral", condition="uten kjøp av klimakvoter")
    assert told == (
        "Delvis: tilstanden som skal nås, er «klimanøytral». Utslippene er halvert. "
        "Vurdert av kommunedirektøren 3. mai 2025. Vilkår: uten kjøp av klimakvoter."
    )


def test_a_state_that_nobody_judged_quotes_the_document() -> None:
    told = said(Terms(Kind.MILESTONE), state="klimanøytral", status_in_document="13 % av veien")
    assert told.endswith("det er ikke gjort ennå. Dokumentet sier selv: «13 % av veien».")


@pytest.mark.parametrize(
    ("family", "words"),
    [
        ("trend", ["Bedre", "Uendret", "Verre"]),
        ("peer", ["Oppfylt", "Nær kravet", "Ikke oppfylt"]),
        ("recurring", ["I rute", "Litt bak", "Forfalt"]),
        ("milestone", ["Oppfylt", "Delvis", "Ikke oppfylt"]),
    ],
)
def test_the_words_of_a_family(family: str, words: list[str]) -> None:
    assert [light_word(light=one, family=family, attainment=None) for one in ("green", "yellow", "red")] == words


# The outlook --------------------------------------------------------------------------------------------------------

FALLING = {"2021": "8.0", "2022": "7.3", "2023": "6.6", "2024": "5.9"}


def outlook(terms: Terms, newest: str, earlier: dict[str, str], **more: Any) -> str:
    _before, _sign, after = said(terms, "2025", newest, earlier=earlier, **more).partition("Utsikter: ")
    return after.removesuffix(f" {KOSTRA}")


def floor(limit: str) -> Terms:
    return Terms(Kind.STAY_ABOVE, lower=Decimal(limit))


RISING = {"2021": "1", "2022": "2", "2023": "3", "2024": "4"}


@pytest.mark.parametrize(
    ("terms", "newest", "earlier", "told"),
    [
        (floor("5"), "5.2", FALLING, "bryter 5 % i 2026 med dagens fall."),
        (floor("3"), "5.2", FALLING, "bryter 3 % i 2029 med dagens fall."),
        (floor("7"), "5.2", FALLING, "kravet oppfylles ikke med dagens tempo, som gir 4,5 % i 2026."),
        (floor("1"), "5", RISING, "kravet holdes med dagens tempo, som gir 6,0 % i 2026."),
        (floor("8"), "5", RISING, "kravet oppfylles i 2028 med dagens tempo."),
        (Terms(Kind.STAY_BELOW, upper=Decimal(7)), "5", RISING, "bryter 7 % i 2028 med dagens økning."),
        (DOWN, "5", RISING, "6,0 % i 2026 med dagens tempo."),
        (floor("2"), "2.1", {"2021": "6", "2022": "1", "2023": "1.7", "2024": "2.0"}, "RETNING"),
    ],
)
def test_the_outlook_of_a_limit(terms: Terms, newest: str, earlier: dict[str, str], told: str) -> None:
    said_of_it = outlook(terms, newest, earlier)
    assert said_of_it.endswith("Retningen er usikker.") if told == "RETNING" else said_of_it == told


def path(goal: str, deadline: str, base: str = "0") -> Terms:
    return Terms(
        Kind.REACH,
        goal=Decimal(goal),
        baseline_period=parse_period("2020"),
        baseline_value=Decimal(base),
        deadline=parse_period(deadline),
    )


@pytest.mark.parametrize(
    ("goal", "deadline", "told"),
    [
        ("14", "2030", "nås i 2034, fire år for sent, med dagens tempo."),
        ("8", "2030", "nås i 2028, to år før fristen, med dagens tempo."),
        ("10", "2030", "nås i 2030, innen fristen, med dagens tempo."),
        ("60", "2030", "nås ikke med dagens tempo, som gir 10,0 % i 2030."),
        ("4", "2030", "målet på 4 % er nådd og holdes med dagens tempo."),
    ],
)
def test_the_outlook_of_a_path(goal: str, deadline: str, told: str) -> None:
    assert outlook(path(goal, deadline), "5", RISING) == told


def test_a_goal_that_is_reached_and_lost_again() -> None:
    told = outlook(path("5", "2030"), "5.2", FALLING)
    assert told == "målet på 5 % er nådd, men holdes bare til 2026 med dagens tempo."


def test_a_yearly_goal_that_is_not_due_tells_what_it_would_be() -> None:
    terms = Terms(Kind.STAY_ABOVE, lower=Decimal(60), deadline=parse_period("2030"))
    assert outlook(terms, "5", RISING) == "10,0 % i 2030 med dagens tempo; kravet er minst 60 %."


def test_fewer_than_four_figures_are_silent() -> None:
    assert "Utsikter" not in said(floor("5"), "2025", "5.2", earlier={"2023": "6.6", "2024": "5.9"})


def test_the_numbers_behind_the_outlook_have_their_intervals() -> None:
    facts = certificate(floor("5"), "2025", "5.2", earlier=FALLING)
    rows = {what: words.replace("\u00a0", " ") for what, words in outlook_rows(facts)}
    assert rows == {
        "Tempo": "−0,7 prosentpoeng per år (mellom −0,7 prosentpoeng og −0,7 prosentpoeng)",
        "Målt over": "5 tall siden 2021",
        "Neste tall": "4,5 % i 2026 (mellom 4,5 % og 4,5 %)",
        "Brytes": "2026 (tidligst 2026, senest 2026)",
    }


def test_an_uncertain_turn_may_never_come() -> None:
    earlier = {"2021": "6.0", "2022": "-0.5", "2023": "1.7"}
    facts = certificate(floor("1.75"), "2024", "2.1", earlier=earlier)
    assert dict(outlook_rows(facts))["Brytes"] == "2025 (tidligst 2025, kanskje aldri)"
    goal = certificate(path("14", "2030"), "2025", "5", earlier=RISING)
    assert dict(outlook_rows(goal))["Nås"] == "2034 (tidligst 2034, senest 2034)"
    assert "Ved fristen" in dict(outlook_rows(goal))


@pytest.mark.parametrize(
    ("period", "deadline", "told"),
    [
        ("2031", "2030", "ett år for sent"),
        ("2050", "2030", "20 år for sent"),
        ("2030K2", "2030", "6 måneder før fristen"),
        ("2031M01", "2030", "1 måned for sent"),
        ("2029", "2030", "ett år før fristen"),
    ],
)
def test_how_late_in_words(period: str, deadline: str, told: str) -> None:
    assert lateness(period, deadline) == told


def test_a_certificate_of_rule_version_1_is_still_readable() -> None:
    facts = certificate(floor("5"), "2024", "9")
    facts["target"] |= facts.pop("terms")
    facts["verdict"] = {name: value for name, value in facts["verdict"].items() if name not in {"outlook", "warning"}}
    del facts["peer"]
    assert sentence(facts).startswith("Oppfylt: ")
