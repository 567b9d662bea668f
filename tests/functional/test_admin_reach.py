"""An administrator of one municipality neither sees nor touches another's rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role, Unit
from indicators.models import (
    Channel,
    Fetch,
    Formula,
    Indicator,
    NeedIndex,
    Observation,
    QualityRecord,
    Region,
    ServiceArea,
    Source,
)
from planning.models import FocusArea, Goal, Plan, Theme
from targets.models import Target
from tests import factories
from tests.admin_forms import add, add_inline, address, change, data_of_page, errors_of, list_address
from tests.admin_rows import some_row

SHARED: set[type[models.Model]] = {
    *(Region, ServiceArea, NeedIndex, Source, Indicator, QualityRecord, Observation, Fetch, Formula),
}
OWNED = [pytest.param(model, id=model._meta.label) for model in admin.site._registry if model not in SHARED]


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(title="Vår plan")


@pytest.fixture
def foreign_plan() -> Plan:
    return factories.create_plan(title="Naboens plan")


@pytest.fixture
def administrator(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality, username="anne"))
    return client


def shown(client: Client, model: type[models.Model], **query: str) -> list[Any]:
    return list(client.get(list_address(model), query).context["cl"].queryset)


@pytest.mark.parametrize("model", OWNED)
def test_rows_of_another_municipality_are_not_there(
    administrator: Client, plan: Plan, foreign_plan: Plan, model: type[models.Model]
) -> None:
    own, foreign = some_row(model, plan), some_row(model, foreign_plan)
    pages = [address(foreign), address(foreign, "delete"), address(foreign, "history")]
    assert own in shown(administrator, model)
    assert foreign not in shown(administrator, model)
    assert [administrator.get(page).status_code for page in pages] == [404, 404, 404]
    assert [administrator.post(page, {"post": "yes"}).status_code for page in pages[:2]] == [404, 404]
    assert model._meta.default_manager.filter(pk=foreign.pk).exists()  # type: ignore[union-attr]


@pytest.mark.parametrize("model", OWNED)
def test_mass_actions_pass_by_what_one_cannot_see(
    administrator: Client, foreign_plan: Plan, model: type[models.Model]
) -> None:
    foreign = some_row(model, foreign_plan)
    chosen = {"action": "delete_selected", "_selected_action": [str(foreign.pk)], "post": "yes"}
    administrator.post(list_address(model), chosen)
    assert model._meta.default_manager.filter(pk=foreign.pk).exists()  # type: ignore[union-attr]


def test_no_form_offers_a_row_of_another_municipality(administrator: Client, plan: Plan, foreign_plan: Plan) -> None:
    for model in admin.site._registry:
        some_row(model, plan)
    before = {model: set(model._meta.default_manager.all()) for model in admin.site._registry}  # type: ignore[union-attr]
    for model in before:
        if model not in SHARED:
            some_row(model, foreign_plan)
    foreign = {row for model in before for row in set(model._meta.default_manager.all()) - before[model]}  # type: ignore[union-attr]
    foreign |= {foreign_plan, foreign_plan.municipality}
    secret = {row for row in foreign if type(row) not in SHARED}
    offered = {(page, row) for page, rows in choices_on_every_form(administrator) for row in rows}
    assert {one for one in offered if one[1] in secret} == set()
    assert {plan, plan.municipality} <= {row for _page, row in offered}


def choices_on_every_form(client: Client) -> Iterator[tuple[str, list[Any]]]:
    for model in admin.site._registry:
        page = client.get(list_address(model, "add"))
        if page.status_code == 200:
            inlines = [one.formset.empty_form for one in page.context["inline_admin_formsets"]]
            for form in (page.context["adminform"].form, *inlines):
                # A row's own hidden key takes no value from the outside: see the target of another municipality below.
                fields = {name: field for name, field in form.fields.items() if name != "id"}
                for name, field in fields.items():
                    yield f"{model._meta.label}.{name}", list(getattr(field, "queryset", None) or [])


def test_a_goal_cannot_be_put_into_another_municipalitys_plan(administrator: Client, foreign_plan: Plan) -> None:
    answer = add(administrator, Goal, plan=foreign_plan.pk, code="M-1", text="Vårt mål i deres plan")
    assert any("Velg et gyldig valg" in error for error in errors_of(answer))
    assert not Goal.objects.exists()


def test_a_goal_cannot_be_tied_to_another_municipalitys_focus_area(
    administrator: Client, plan: Plan, foreign_plan: Plan
) -> None:
    goal, area = factories.create_goal(plan=plan), factories.create_focus_area(plan=foreign_plan)
    answer = change(administrator, goal, focus_areas=[str(area.pk)])
    assert len(errors_of(answer)) == 1
    assert not goal.focus_areas.exists()


def test_a_goal_cannot_be_tied_to_another_plan_of_the_same_municipality(administrator: Client, plan: Plan) -> None:
    other = factories.create_plan(municipality=plan.municipality)
    goal, area = factories.create_goal(plan=plan), factories.create_focus_area(plan=other)
    answer = change(administrator, goal, focus_areas=[str(area.pk)])
    assert errors_of(answer) == ["Valget hører ikke til planen «Vår plan»."]


def test_a_theme_stays_in_its_plan(administrator: Client, plan: Plan) -> None:
    theme = factories.create_theme(focus_area=factories.create_focus_area(plan=plan))
    elsewhere = factories.create_focus_area(plan=factories.create_plan(municipality=plan.municipality))
    answer = change(administrator, theme, focus_area=elsewhere.pk)
    assert errors_of(answer) == ["Valget hører ikke til planen «Vår plan»."]


def test_plan_and_code_of_a_row_cannot_be_changed(administrator: Client, plan: Plan) -> None:
    other = factories.create_plan(municipality=plan.municipality)
    area = factories.create_focus_area(plan=plan, code="A")
    change(administrator, area, plan=other.pk, code="B", title="Nytt navn")
    area.refresh_from_db()
    assert (area.plan, area.code, area.title) == (plan, "A", "Nytt navn")


@pytest.mark.parametrize("code", ["A/B", "A B"])
def test_a_code_must_fit_in_an_address(administrator: Client, plan: Plan, code: str) -> None:
    answer = add(administrator, FocusArea, plan=plan.pk, code=code, title="Økonomi")
    assert errors_of(answer) == ["Koden kan ikke inneholde mellomrom eller skråstrek."]


def test_a_goal_cannot_lie_below_itself(administrator: Client, plan: Plan) -> None:
    goal = factories.create_goal(plan=plan)
    below = factories.create_goal(plan=plan, parent=factories.create_goal(plan=plan, parent=goal))
    answer = change(administrator, goal, parent=below.pk)
    assert errors_of(answer) == ["Valget ligger selv under denne raden."]


def test_a_plan_cannot_supersede_itself(administrator: Client, plan: Plan) -> None:
    later = factories.create_plan(municipality=plan.municipality, superseded_by=plan)
    answer = change(administrator, plan, superseded_by=later.pk)
    assert errors_of(answer) == ["En plan kan ikke avløses av seg selv."]


def test_a_target_of_another_municipality_cannot_be_saved_through_ones_own_goal(
    administrator: Client, plan: Plan, foreign_plan: Plan
) -> None:
    goal, foreign = factories.create_goal(plan=plan), factories.create_target(plan=foreign_plan)
    page = data_of_page(administrator.get(address(goal)))
    row = add_inline("targets", 0, id=foreign.pk, code="X", kind="stay_above", lower="1")
    answer = administrator.post(address(goal), page | row | {"targets-INITIAL_FORMS": "1"})
    assert answer.status_code == 200
    assert Target.objects.get(pk=foreign.pk).code == foreign.code


def test_a_unit_of_another_municipality_cannot_be_responsible(
    administrator: Client, plan: Plan, foreign_plan: Plan
) -> None:
    goal = factories.create_goal(plan=plan)
    change(administrator, goal, unit=factories.create_unit(municipality=foreign_plan.municipality).pk)
    goal.refresh_from_db()
    assert goal.unit is None


def test_suggestions_while_typing_hold_only_ones_own(administrator: Client, plan: Plan, foreign_plan: Plan) -> None:
    own = factories.create_focus_area(plan=plan, title="Klima hos oss")
    factories.create_focus_area(plan=foreign_plan, title="Klima hos naboen")
    asked = {"app_label": "planning", "model_name": "goal", "field_name": "focus_areas", "term": "klima"}
    answer = administrator.get(reverse("admin:autocomplete"), asked).json()
    assert [one["text"] for one in answer["results"]] == [own.title]


def test_filters_name_only_ones_own_plans(administrator: Client, plan: Plan, foreign_plan: Plan) -> None:
    for one in (plan, factories.create_plan(municipality=plan.municipality), foreign_plan):
        factories.create_goal(plan=one)
    page = administrator.get(list_address(Goal)).content.decode()
    assert "Vår plan" in page
    assert "Naboens plan" not in page


def test_an_address_with_a_filter_opens_no_back_door(administrator: Client, foreign_plan: Plan) -> None:
    factories.create_goal(plan=foreign_plan)
    assert shown(administrator, Goal, plan__id__exact=str(foreign_plan.pk)) == []


def test_whoever_administers_two_municipalities_finds_both(client: Client, plan: Plan, foreign_plan: Plan) -> None:
    person = factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality)
    factories.create_membership(user=person, role=Role.ADMINISTRATOR, municipality=foreign_plan.municipality)
    client.force_login(person)
    assert set(shown(client, Plan)) == {plan, foreign_plan}


def test_a_role_without_administration_does_not_widen_ones_reach(
    client: Client, plan: Plan, foreign_plan: Plan
) -> None:
    person = factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality)
    factories.create_membership(user=person, role=Role.COORDINATOR, municipality=foreign_plan.municipality)
    client.force_login(person)
    assert shown(client, Plan) == [plan]


# The catalogue ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "create", [factories.create_indicator, factories.create_source, factories.create_quality_record]
)
def test_public_rows_are_everybodys_and_a_plans_own_are_its_municipalitys(
    administrator: Client, plan: Plan, foreign_plan: Plan, create: Any
) -> None:
    public, own, foreign = create(), create(namespace=plan.code), create(namespace=foreign_plan.code)
    assert set(shown(administrator, type(public))) == {public, own}
    assert administrator.get(address(foreign)).status_code == 404


def test_a_plans_own_indicator_can_be_edited_by_its_municipality(administrator: Client, plan: Plan) -> None:
    indicator = factories.create_indicator(namespace=plan.code)
    assert change(administrator, indicator, name_nb="Nytt navn").status_code == 302
    indicator.refresh_from_db()
    assert (indicator.name_nb, indicator.namespace) == ("Nytt navn", plan.code)


def test_nobody_can_make_an_indicator_belong_to_another_plan(administrator: Client, foreign_plan: Plan) -> None:
    indicator = factories.create_indicator()
    change(administrator, indicator, namespace=foreign_plan.code, code="ny")
    indicator.refresh_from_db()
    assert (indicator.namespace, indicator.code != "ny") == ("", True)


def test_figures_of_another_plans_indicator_are_hidden(administrator: Client, foreign_plan: Plan) -> None:
    secret = factories.create_indicator(namespace=foreign_plan.code)
    hidden, public = factories.create_observation(indicator=secret), factories.create_observation()
    assert shown(administrator, Observation) == [public]
    assert administrator.get(address(hidden)).status_code == 404


def test_another_municipalitys_plan_file_is_hidden(administrator: Client, plan: Plan, foreign_plan: Plan) -> None:
    files = {one: factories.create_fetch(channel=Channel.PLAN) for one in (plan, foreign_plan)}
    for one, fetch in files.items():
        indicator = factories.create_indicator(namespace=one.code)
        factories.create_observation(indicator=indicator, fetch=fetch)
    public = factories.create_fetch()
    assert set(shown(administrator, Fetch)) == {files[plan], public}


def test_an_alias_can_be_given_on_the_indicators_page(administrator: Client) -> None:
    indicator = factories.create_indicator()
    page = data_of_page(administrator.get(address(indicator)))
    administrator.post(address(indicator), page | add_inline("aliases", 0, alias="Fondsandel"))
    assert [one.alias for one in indicator.aliases.all()] == ["Fondsandel"]


def test_classes_are_typed_one_on_each_line(administrator: Client) -> None:
    indicator = factories.create_indicator()
    change(administrator, indicator, ordinal_scale="svært dårlig\r\n\r\n  god \r\nsvært god")
    indicator.refresh_from_db()
    assert indicator.ordinal_scale == ["svært dårlig", "god", "svært god"]


def test_an_adopted_plan_is_not_deleted(administrator: Client, plan: Plan) -> None:
    assert administrator.post(address(plan, "delete"), {"post": "yes"}).status_code == 403
    assert Plan.objects.filter(pk=plan.pk).exists()


def test_a_source_that_is_cited_is_not_deleted(administrator: Client) -> None:
    source = factories.create_source()
    factories.create_indicator().sources.add(source)
    assert administrator.post(address(source, "delete"), {"post": "yes"}).status_code == 403


def test_a_unit_stays_in_its_municipality(client: Client, plan: Plan, foreign_plan: Plan) -> None:
    unit = factories.create_unit(municipality=plan.municipality)
    client.force_login(factories.create_superuser())
    change(client, unit, municipality=foreign_plan.municipality.pk, name="Nytt navn")
    unit.refresh_from_db()
    assert (unit.municipality, unit.name) == (plan.municipality, "Nytt navn")


def test_a_unit_is_not_made_in_another_municipality(administrator: Client, foreign_plan: Plan) -> None:
    add(administrator, Unit, municipality=foreign_plan.municipality.pk, name="Vår hos dem")
    assert not Unit.objects.exists()


def test_themes_and_memberships_are_there_to_be_found(administrator: Client, plan: Plan) -> None:
    theme = factories.create_theme(focus_area=factories.create_focus_area(plan=plan))
    assert shown(administrator, Theme, q=theme.title) == [theme]
    assert [str(one) for one in shown(administrator, Membership, q="anne")] == ["anne – administrator"]
