"""Saying in the administration how an indicator is computed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role
from indicators.models import Formula, Indicator, QualityRecord
from tests.admin_forms import add, add_inline, address, change, errors_of, list_address
from tests.derived import bring, said
from tests.factories import create_formula, create_indicator, create_plan, create_region, create_user

THEN = datetime(2025, 4, 1, tzinfo=UTC)


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(create_user(role=Role.ADMINISTRATOR, municipality=create_plan().municipality))
    return client


@pytest.fixture
def parts() -> list[Indicator]:
    return [create_indicator(name_nb=f"Del {number}", unit="NOK_1000") for number in (1, 2)]


def term(number: int, indicator: Indicator, role: str = "added") -> dict[str, Any]:
    return add_inline("terms", number, indicator=str(indicator.pk), role=role, order=str(number))


def test_a_formula_is_computed_as_soon_as_it_is_saved(administrator: Client, parts: list[Indicator]) -> None:
    region, whole = create_region(), create_indicator(unit="NOK_1000")
    bring({(parts[0], region, "2024"): "1", (parts[1], region, "2024"): "2"}, at=THEN)
    terms = term(0, parts[0]) | term(1, parts[1])
    add(administrator, Formula, indicator=str(whole.pk), kind="sum", from_period="2024", **terms)
    assert said(whole, region) == {"2024": "3"}
    assert QualityRecord.objects.get().text == "Herfra er tallet regnet ut av Planpuls: Del 1 + Del 2."
    assert AuditEvent.objects.filter(action="indicators.formula.added").exists()


def test_the_factor_follows_from_the_units(administrator: Client, parts: list[Indicator]) -> None:
    people, each = create_indicator(unit="count"), create_indicator(unit="kroner")
    terms = term(0, parts[0]) | term(1, people, "denominator")
    add(administrator, Formula, indicator=str(each.pk), kind="per_inhabitant", **terms)
    assert Formula.objects.get().factor == 1000


def test_units_that_do_not_fit_are_told(administrator: Client, parts: list[Indicator]) -> None:
    terms = term(0, parts[0]) | term(1, create_indicator(name_nb="Andel", unit="prosent"))
    answer = add(administrator, Formula, indicator=str(create_indicator(unit="NOK_1000").pk), kind="sum", **terms)
    advice = "«Del 1» måles i «NOK_1000», men «Andel» i «prosent»: velg indikatorer med samme måleenhet."
    assert errors_of(answer) == [advice]
    assert not Formula.objects.exists()


def test_a_circle_is_told(administrator: Client, parts: list[Indicator]) -> None:
    whole = create_indicator(name_nb="Sum", unit="NOK_1000")
    create_formula(parts[0], plus=[whole, parts[1]])
    terms = term(0, parts[0]) | term(1, parts[1])
    answer = add(administrator, Formula, indicator=str(whole.pk), kind="sum", **terms)
    assert errors_of(answer) == ["Formelen går i ring: «Sum» → «Del 1» → «Sum». Ta bort ett av leddene."]


def test_a_formula_without_terms_is_told(administrator: Client) -> None:
    answer = add(administrator, Formula, indicator=str(create_indicator().pk), kind="sum")
    assert errors_of(answer) == ["Formelen har ingen ledd: velg indikatorene som tallet skal regnes ut av."]


def test_an_edited_formula_is_computed_anew(administrator: Client, parts: list[Indicator]) -> None:
    region, whole = create_region(), create_indicator(unit="NOK_1000")
    formula = create_formula(whole, plus=parts)
    bring({(parts[0], region, "2024"): "5", (parts[1], region, "2024"): "2"}, at=THEN)
    change(administrator, formula, kind="difference", **{"terms-1-role": "subtracted"})
    assert (said(whole, region, known_at=THEN), said(whole, region)) == ({"2024": "7"}, {"2024": "3"})


@pytest.mark.parametrize("is_from_list", [False, True])
def test_what_is_deleted_is_computed_no_longer(
    administrator: Client, parts: list[Indicator], is_from_list: bool
) -> None:
    region, whole = create_region(), create_indicator(unit="NOK_1000")
    formula = create_formula(whole, plus=parts)
    bring({(parts[0], region, "2024"): "5", (parts[1], region, "2024"): "2"}, at=THEN)
    asked = {"post": "yes"}
    if is_from_list:
        asked |= {"action": "delete_selected", "_selected_action": str(formula.pk)}
    administrator.post(list_address(Formula) if is_from_list else address(formula, "delete"), asked)
    assert (Formula.objects.exists(), said(whole, region)) == (False, {})
    assert AuditEvent.objects.filter(action="indicators.formula.deleted").exists()


def test_formulas_are_listed_as_they_are_read(administrator: Client, parts: list[Indicator]) -> None:
    create_formula(create_indicator(name_nb="Hele"), plus=parts)
    assert "Del 1 + Del 2" in administrator.get(list_address(Formula)).content.decode()
    assert administrator.get(reverse("admin:index")).status_code == 200
