"""Typing a promise: Norwegian numbers and periods, terms that the rule can keep track of, and a light that follows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from accounts.models import Role
from planning.models import Plan, PlanStatus
from targets.models import Assessment, Target, TargetKind
from tests import factories
from tests.admin_forms import add, add_inline, address, change, data_of_page, errors_of

OnCommit = Callable[..., Any]
PATH: dict[str, Any] = {
    "kind": TargetKind.REACH,
    "goal_value": Decimal(10),
    "baseline_value": Decimal(1),
    "baseline_period": "2020",
    "deadline": "2030",
    "unit": "prosent",
}


@pytest.fixture
def plan() -> Plan:
    """A draft: what an adopted plan promises is changed with a reason, of which other tests tell."""
    return factories.create_plan(code="KPS", status=PlanStatus.DRAFT)


@pytest.fixture
def administrator(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality))
    return client


def with_row(client: Client, row: Any, number: int, *, prefix: str, **values: Any) -> Any:
    """Save the row's page with one more row on it."""
    page = data_of_page(client.get(address(row)))
    return client.post(address(row), page | add_inline(prefix, number, **values))


# Numbers ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1,75", "1.75"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234,5", "1234.5"),
        ("1\u202f234", "1234"),
        ("\u22123", "-3"),
        ("1,75 %", "1.75"),
        ("1,75\u00a0%", "1.75"),
        ("1.75", "1.75"),
        ("101 213", "101213"),
    ],
)
def test_numbers_are_typed_as_people_write_them(administrator: Client, plan: Plan, typed: str, kept: str) -> None:
    target = factories.create_target(plan=plan)
    assert change(administrator, target, lower=typed).status_code == 302
    target.refresh_from_db()
    assert target.lower == Decimal(kept)


def test_a_number_stands_in_its_form_as_it_is_written(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, lower=Decimal("1234.5"))
    form = administrator.get(address(target)).context["adminform"].form
    assert (form["lower"].value(), form["green_from"].value()) == ("1\u00a0234,5", "0,95")


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_number_means_the_same_in_every_language(administrator: Client, plan: Plan, language: str) -> None:
    target = factories.create_target(plan=plan, lower=Decimal("1234.5"))
    page = administrator.get(address(target), headers={"accept-language": language})
    data = data_of_page(page)
    administrator.post(address(target), data, headers={"accept-language": language})
    target.refresh_from_db()
    assert (data["lower"], target.lower) == ("1\u00a0234,5", Decimal("1234.5"))


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ("fem", "«fem» er ikke et tall. Skriv for eksempel 1,75 eller 1 234,5."),
        ("1.234", "«1.234» kan leses på to måter. Skriv 1,234 eller 1 234."),
    ],
)
def test_what_is_no_number_is_answered_with_what_to_write(
    administrator: Client, plan: Plan, typed: str, complaint: str
) -> None:
    answer = change(administrator, factories.create_target(plan=plan), lower=typed)
    assert errors_of(answer) == [complaint]


# Periods ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"), [("2030", "2030"), (" 2030 ", "2030"), ("2024-02", "2024M02"), ("2024t1", "2024T1")]
)
def test_periods_are_kept_in_one_way(administrator: Client, plan: Plan, typed: str, kept: str) -> None:
    target = factories.create_target(plan=plan)
    change(administrator, target, deadline=typed)
    target.refresh_from_db()
    assert target.deadline == kept


def test_what_is_no_period_is_answered_with_how_to_write_one(administrator: Client, plan: Plan) -> None:
    answer = change(administrator, factories.create_target(plan=plan), deadline="innen 2030")
    advice = "Skriv for eksempel 2024, 2024T1 (tertial), 2024K2 (kvartal), 2024M02 (måned) eller 2023/2024 (skoleår)."
    assert errors_of(answer) == [f"«innen 2030» er ikke en periode. {advice}"]


def test_a_deadline_is_not_the_time_between_two_periods(administrator: Client, plan: Plan) -> None:
    answer = change(administrator, factories.create_target(plan=plan), deadline="2009-2022")
    assert errors_of(answer) == ["«2009-2022» er tiden mellom to perioder. Skriv den ene perioden det gjelder."]


def test_the_base_of_an_indicator_is_a_period(administrator: Client) -> None:
    answer = change(administrator, factories.create_indicator(), base_period="før")
    assert errors_of(answer)[0].startswith("«før» er ikke en periode.")


# Terms --------------------------------------------------------------------------------------------------------------

REFUSED = {
    "a floor needs its number": (
        {"lower": ""},
        "lower",
        "Fyll inn «minst»: måltallet skal holde seg over en grense.",
    ),
    "a ceiling needs its number": (
        {"kind": "stay_below"},
        "upper",
        "Fyll inn «høyst»: måltallet skal holde seg under en grense.",
    ),
    "an interval needs its upper end": (
        {"kind": "stay_within"},
        "upper",
        "Fyll inn både «minst» og «høyst»: måltallet skal holde seg innenfor et intervall.",
    ),
    "an interval has its ends in order": (
        {"kind": "stay_within", "upper": "4"},
        "upper",
        "«Høyst» må være større enn eller lik «minst».",
    ),
    "what is to be reached needs a value": ({"kind": "reach"}, "goal_value", "Fyll inn verdien som skal nås."),
    "a change needs its size": (
        {"kind": "change_by"},
        "change",
        "Fyll inn hvor mye verdien skal endre seg, for eksempel −50.",
    ),
    "a change is not nothing": (
        {"kind": "change_by", "change": "0"},
        "change",
        "Endringen kan ikke være 0. Skriv for eksempel −50 for en halvering i prosent.",
    ),
    "what is already reached is kept, and not reached": (
        {"kind": "reach", "goal_value": "100,0", "baseline_value": "100"},
        "baseline_value",
        "Utgangspunktet er lik målet: velg «holde seg over» eller «holde seg under» som slag, eller rett tallet.",
    ),
    "a deadline comes after its baseline": (
        {"kind": "reach", "goal_value": "10", "baseline_period": "2030", "deadline": "2025"},
        "deadline",
        "Fristen må komme etter utgangspunktet, og trinnene må ligge mellom dem.",
    ),
    "yellow begins before green": (
        {"green_from": "0,5", "yellow_from": "0,9"},
        "yellow_from",
        "Grensen for gult må ligge mellom 0 og grensen for grønt, som er høyst 1.",
    ),
    "a band has a size": ({"tolerance": "−1"}, "tolerance", "Slingringsmonnet kan ikke være negativt."),
}


@pytest.mark.parametrize(("typed", "field", "advice"), REFUSED.values(), ids=REFUSED.keys())
def test_terms_that_cannot_be_kept_track_of_are_refused_with_advice(
    administrator: Client, plan: Plan, typed: dict[str, str], field: str, advice: str
) -> None:
    target = factories.create_target(plan=plan)
    answer = change(administrator, target, **typed)
    assert answer.context["adminform"].form.errors == {field: [advice]}
    assert Target.objects.get().kind == TargetKind.STAY_ABOVE


def test_a_new_target_is_checked_before_it_is_saved(administrator: Client, plan: Plan) -> None:
    typed = {"plan": plan.pk, "code": "MT-1", "kind": "reach", "goal_value": "5", "baseline_value": "5"}
    answer = add(administrator, Target, **typed)
    assert [one[:34] for one in errors_of(answer)] == ["Utgangspunktet er lik målet: velg "]
    assert not Target.objects.exists()


def test_a_target_in_another_unit_than_its_indicator_is_saved_with_a_warning(administrator: Client, plan: Plan) -> None:
    answer = change(administrator, factories.create_target(plan=plan), unit="dager")
    warnings = [str(one) for one in get_messages(answer.wsgi_request) if one.level_tag == "warning"]
    assert warnings == ["Måltallet blir grått: det er i «dager», og indikatoren er i «prosent»."]


def test_a_code_is_used_once_in_a_plan(administrator: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, code="MT-1")
    answer = add(administrator, Target, plan=plan.pk, code="MT-1", kind="milestone")
    assert errors_of(answer) == ["Måltall med denne Plan og Kode finnes allerede."]


# On the page of a goal ----------------------------------------------------------------------------------------------


def test_a_target_typed_on_a_goals_page_is_of_the_goals_plan(administrator: Client, plan: Plan) -> None:
    goal = factories.create_goal(plan=plan)
    answer = with_row(administrator, goal, 0, prefix="targets", code="MT-1", kind="stay_above", lower="1,75 %")
    assert answer.status_code == 302
    target = Target.objects.get()
    assert (target.plan, target.goal, target.lower) == (plan, goal, Decimal("1.75"))


def test_a_goal_and_its_first_target_are_typed_together(administrator: Client, plan: Plan) -> None:
    row = add_inline("targets", 0, code="MT-1", kind="stay_above", lower="5")
    goal = {"plan": plan.pk, "code": "M-1", "text": "Kommunen har råd", "level": "municipal", "order": "1"}
    page = data_of_page(administrator.get("/admin/planning/goal/add/"))
    assert administrator.post("/admin/planning/goal/add/", page | goal | row).status_code == 302
    assert [(one.plan, str(one.goal)) for one in Target.objects.all()] == [(plan, "Kommunen har råd")]


def test_a_code_that_the_plan_has_is_refused_on_a_goals_page_too(administrator: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, code="MT-1")
    goal = factories.create_goal(plan=plan)
    answer = with_row(administrator, goal, 0, prefix="targets", code="MT-1", kind="stay_above", lower="5")
    assert errors_of(answer) == ["Måltall med denne Plan og Kode finnes allerede."]


def test_two_new_targets_with_one_code_are_refused(administrator: Client, plan: Plan) -> None:
    goal = factories.create_goal(plan=plan)
    page = data_of_page(administrator.get(address(goal)))
    rows = [add_inline("targets", number, code="MT-1", kind="stay_above", lower="5") for number in (0, 1)]
    answer = administrator.post(address(goal), page | rows[0] | rows[1])
    assert answer.status_code == 200
    assert not Target.objects.exists()


def test_terms_are_checked_on_a_goals_page_too(administrator: Client, plan: Plan) -> None:
    goal = factories.create_goal(plan=plan)
    answer = with_row(administrator, goal, 0, prefix="targets", code="MT-1", kind="stay_above")
    assert errors_of(answer) == ["Fyll inn «minst»: måltallet skal holde seg over en grense."]


def test_steps_that_are_kept_are_minded_on_a_goals_page(administrator: Client, plan: Plan) -> None:
    goal = factories.create_goal(plan=plan)
    factories.create_step(target=factories.create_target(goal=goal, **PATH), period="2027")
    answer = change(administrator, goal, **{"targets-0-deadline": "2026"})
    assert errors_of(answer) == ["Fristen må komme etter utgangspunktet, og trinnene må ligge mellom dem."]


# Steps --------------------------------------------------------------------------------------------------------------


def test_steps_are_typed_in_any_order(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, **PATH)
    factories.create_step(target=target, period="2028")
    answer = with_row(administrator, target, 1, prefix="steps", period="2024", value="2,5")
    assert answer.status_code == 302
    assert {(one.period, one.value) for one in target.steps.all()} == {("2028", Decimal(7)), ("2024", Decimal("2.5"))}


@pytest.mark.parametrize("period", ["2019", "2020", "2030", "2035"])
def test_a_step_lies_between_baseline_and_deadline(administrator: Client, plan: Plan, period: str) -> None:
    target = factories.create_target(plan=plan, **PATH)
    answer = with_row(administrator, target, 0, prefix="steps", period=period, value="5")
    assert errors_of(answer) == ["Trinnet må ligge mellom utgangspunktet og fristen."]


def test_a_step_has_a_period(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, **PATH)
    answer = with_row(administrator, target, 0, prefix="steps", period="midtveis", value="5")
    assert errors_of(answer)[0].startswith("«midtveis» er ikke en periode.")


def test_two_steps_do_not_end_at_once(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, **PATH)
    factories.create_step(target=target, period="2025")
    answer = with_row(administrator, target, 1, prefix="steps", period="2025M12", value="5")
    assert errors_of(answer) == ["To trinn slutter samtidig. Behold ett av dem."]


def test_a_deadline_and_its_steps_are_moved_together(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, **PATH)
    factories.create_step(target=target, period="2028")
    answer = change(administrator, target, **{"deadline": "2026", "steps-0-period": "2024"})
    assert answer.status_code == 302
    assert [one.period for one in target.steps.all()] == ["2024"]


# The light ----------------------------------------------------------------------------------------------------------


def light_of(target: Target) -> str:
    return Assessment.objects.current().get(target=target).light


@pytest.fixture
def judged(plan: Plan) -> Target:
    """Green: 6 against at least 5."""
    target = factories.create_target(plan=plan, lower=Decimal(5))
    factories.give_figure(target, "6.0")
    factories.assess(plan)
    return target


def test_an_edited_target_is_judged_again(
    administrator: Client, judged: Target, django_capture_on_commit_callbacks: OnCommit
) -> None:
    assert light_of(judged) == "green"
    with django_capture_on_commit_callbacks(execute=True):
        change(administrator, judged, lower="8")
    assert light_of(judged) == "red"


def test_an_indicator_that_is_edited_judges_the_targets_that_use_it(
    administrator: Client, judged: Target, django_capture_on_commit_callbacks: OnCommit
) -> None:
    assert judged.used_indicator is not None
    with django_capture_on_commit_callbacks(execute=True):
        change(administrator, judged.used_indicator.indicator, artefact_above="5,5")
    assert light_of(judged) == "grey"


def test_another_place_for_an_indicator_judges_its_targets_again(
    administrator: Client, judged: Target, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        change(administrator, judged.used_indicator, region=factories.create_region().pk)
    assert light_of(judged) == "grey"


def test_what_was_typed_is_kept_when_judging_fails(
    administrator: Client,
    judged: Target,
    django_capture_on_commit_callbacks: OnCommit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(**_values: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("targets.admin.judging.judge_again", broken)
    with django_capture_on_commit_callbacks(execute=True):
        assert change(administrator, judged, lower="8").status_code == 302
    judged.refresh_from_db()
    assert judged.lower == 8


def test_the_list_of_targets_tells_and_filters_by_light(administrator: Client, plan: Plan, judged: Target) -> None:
    factories.create_target(plan=plan)
    for light, found in (("green", [judged]), ("red", [])):
        page = administrator.get("/admin/targets/target/", {"light": light})
        assert list(page.context["cl"].result_list) == found
    unjudged = administrator.get("/admin/targets/target/", {"light": "none"})
    assert len(unjudged.context["cl"].result_list) == 1
