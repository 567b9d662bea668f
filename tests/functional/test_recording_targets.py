"""Recording, changing and deleting a target on the plan's own pages."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEvent, Role
from indicators.models import Indicator, Region, RegionKind
from planning.models import Edit, Goal, Plan, PlanStatus
from planning.services import last_edit
from targets.models import Assessment, EarlierPromise, IndicatorInPlan, Target, TargetKind
from targets.services.undoing import undo_edit
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/planer/P/rediger/mal/M-01/maltall/nytt/"
PREVIEW = "/planer/P/rediger/maltall/forhandsvis/"


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P", title="Plan for alle", status=PlanStatus.DRAFT, period_to=2030)


@pytest.fixture
def goal(plan: Plan) -> Goal:
    area = factories.create_focus_area(plan=plan, code="OKO")
    return factories.create_goal(plan=plan, code="M-01", text="Kommunen har råd.", primary_focus_area=area)


@pytest.fixture
def home(plan: Plan) -> Region:
    return factories.create_region(code=plan.municipality.number, name="Hjemme", kind=RegionKind.MUNICIPALITY)


@pytest.fixture
def fond(home: Region) -> Indicator:
    fond = factories.create_indicator(
        code="fond", name_nb="Disposisjonsfond", unit="prosent", decimals=1, direction="up"
    )
    for period, literal in (("2022", "4.0"), ("2023", "5.5"), ("2024", "6.0")):
        factories.create_observation(indicator=fond, region=home, literal=literal, period=period)
    return fond


@pytest.fixture
def coordinator(plan: Plan, client: Client) -> Client:
    user = factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality, username="kari")
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    """What the page says, in one line."""
    said = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", said.replace("\u00a0", " "))


def typed(**values: Any) -> dict[str, Any]:
    return {"handling": "lagre", "kind": "stay_above", "indicator": "fond", "lower": "5"} | values


def test_a_target_is_recorded_and_judged_at_once(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    answer = coordinator.post(NEW, typed(lower="5,25"), follow=True)
    target = Target.objects.get()
    assert answer.redirect_chain == [(f"/planer/P/maltall/{target.code}/", 302)]
    assert (target.code, target.lower, target.unit, target.goal) == ("T-01", Decimal("5.25"), "prosent", goal)
    assert Assessment.objects.current().get().light == "green"
    assert "Måltallet er lagret og vurdert." in words(answer)
    assert "Oppfylt" in words(answer)


@pytest.mark.parametrize("number", ["1,75", "1.75", " 1,75 %"])
def test_both_decimal_signs_are_read(coordinator: Client, goal: Goal, fond: Indicator, number: str) -> None:
    coordinator.post(NEW, typed(lower=number))
    assert Target.objects.get().lower == Decimal("1.75")


def test_the_first_use_of_an_indicator_brings_it_into_the_plan_for_the_municipality(
    coordinator: Client, goal: Goal, fond: Indicator, home: Region
) -> None:
    coordinator.post(NEW, typed())
    coordinator.post(NEW, typed(lower="6"))
    used = IndicatorInPlan.objects.get()
    assert (used.plan, used.indicator, used.region) == (goal.plan, fond, home)


def test_a_path_with_steps_owner_and_place_is_kept_whole(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    plan = goal.plan
    unit, area = factories.create_unit(municipality=plan.municipality), factories.create_focus_area(plan=plan)
    owner = factories.create_user(role=Role.READER, municipality=plan.municipality)
    path = {"kind": "reach", "goal_value": "10", "baseline_period": "2022", "baseline_value": "4,0", "deadline": "2030"}
    place = {"owner": owner.pk, "unit_in_charge": unit.pk, "secondary_focus_areas": [area.pk], "note": "Vedtatt i mai."}
    coordinator.post(NEW, {"handling": "lagre", "indicator": "fond", "steps_typed": "2026 6,5\n2028: 8"} | path | place)
    target = Target.objects.get()
    assert [(one.period, one.value) for one in target.steps.order_by("period")] == [
        ("2026", Decimal("6.5")),
        ("2028", 8),
    ]
    assert (target.owner, target.unit_in_charge, list(target.secondary_focus_areas.all())) == (owner, unit, [area])


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "letters in a number": ({"lower": "fem"}, "«fem» er ikke et tall."),
    "a number that can be read in two ways": ({"lower": "1.750"}, "kan leses på to måter"),
    "no kind": ({"kind": ""}, "Velg hva slags måltall det er."),
    "an unknown kind": ({"kind": "vent"}, "vent"),
    "no number": ({"lower": ""}, "Fyll inn «minst»"),
    "crossed limits": ({"kind": "stay_within", "lower": "6", "upper": "4"}, "«Høyst» må være større enn"),
    "a baseline that is the target": (
        {"kind": "reach", "goal_value": "6", "baseline_period": "2024", "baseline_value": "6,0", "deadline": "2030"},
        "Utgangspunktet er lik målet: velg «holde seg over»",
    ),
    "a deadline before the baseline": (
        {"kind": "reach", "goal_value": "9", "baseline_period": "2024", "baseline_value": "6", "deadline": "2022"},
        "Fristen må komme etter utgangspunktet",
    ),
    "a deadline that is no period": ({"deadline": "snart"}, "«snart» er ikke en periode."),
    "an unknown indicator": ({"indicator": "finnes-ikke"}, "Indikatoren finnes ikke."),
    "a step without a number": (
        {"kind": "reach", "goal_value": "9", "steps_typed": "2026"}, "«2026» mangler et tall."
    ),
    "two steps at once": (
        {"kind": "reach", "goal_value": "9", "steps_typed": "2026 5\n2026 6"}, "To trinn slutter samtidig."
    ),
    "a text that is too long": ({"kind": "milestone", "state": "x" * 301}, "301"),
    "a change of nothing": ({"kind": "change_by", "change": "0"}, "Endringen kan ikke være 0."),
    "a negative tolerance": ({"tolerance": "-1"}, "Slingringsmonnet kan ikke være negativt."),
    "nobody to compare with": ({"kind": "peer"}, "Velg hvem måltallet skal sammenlignes med"),
    "no interval": ({"kind": "recurring", "state": "Revidere"}, "Fyll inn hvor ofte"),
    "an owner who is nobody": ({"owner": "0"}, "Personen er ikke knyttet til kommunen."),
    "an interval of thousands of years": (
        {"kind": "recurring", "recurs_every": "32000"}, "Skriv et tall fra 1 til 100."),
    "a number far too large": ({"lower": "9" * 60}, "30"),
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_kept(
    coordinator: Client, goal: Goal, fond: Indicator, said: dict[str, Any], expected: str
) -> None:
    answer = coordinator.post(NEW, typed(**said))
    assert answer.status_code == 200
    assert expected in words(answer)
    assert "Dette må rettes" in words(answer)
    assert not Target.objects.exists()
    assert not IndicatorInPlan.objects.exists()
    assert not Edit.objects.exists()


def test_an_owner_from_another_municipality_is_refused(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    stranger = factories.create_user(role=Role.COORDINATOR)
    assert "Personen er ikke knyttet til kommunen." in words(coordinator.post(NEW, typed(owner=stranger.pk)))
    assert not Target.objects.exists()


def test_an_indicator_of_another_draft_is_not_there(coordinator: Client, goal: Goal, home: Region) -> None:
    factories.create_plan(code="ANNEN", municipality=goal.plan.municipality, status=PlanStatus.DRAFT)
    factories.create_indicator(code="ANNEN:tall", namespace="ANNEN", name_nb="Hemmelig tall")
    assert coordinator.get(f"{NEW}?indikator=ANNEN:tall").status_code == 404
    assert "Indikatoren finnes ikke." in words(coordinator.post(NEW, typed(indicator="ANNEN:tall")))
    assert "Hemmelig" not in words(coordinator.get("/planer/P/rediger/indikatorer/?tekst=hemmelig"))


def test_numbers_of_another_kind_are_left_behind(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    coordinator.post(NEW, typed(kind="trend", lower="99", upper="1", deadline="2030", direction="up"))
    target = Target.objects.get()
    assert (target.kind, target.lower, target.upper, target.deadline) == ("trend", None, None, "")


def test_a_state_takes_no_indicator_along(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    coordinator.post(NEW, typed(kind="milestone", state="Planen er rullert"))
    assert Target.objects.get().used_indicator is None


# Before it is saved ---------------------------------------------------------------------------------------------------


def test_words_find_the_indicator_inside_the_form_without_losing_what_is_typed(
    coordinator: Client, goal: Goal, fond: Indicator
) -> None:
    answer = coordinator.post(NEW, {"handling": "enter", "tekst": "dispo", "kind": "stay_above", "lower": "7,5"})
    assert "Disposisjonsfond" in words(answer)
    assert "6,0 % i 2024" in words(answer)
    assert 'value="7,5"' in answer.content.decode()
    assert "Dette må rettes" not in words(answer)
    assert not Target.objects.exists()


def test_a_path_begins_at_the_newest_finished_figure_and_ends_with_the_plan(
    coordinator: Client, goal: Goal, fond: Indicator
) -> None:
    page = coordinator.post(NEW, {"handling": "vis", "kind": "reach", "indicator": "fond"}).content.decode()
    assert 'name="baseline_period" value="2024"' in page
    assert 'name="baseline_value" value="6"' in page
    assert 'name="deadline" value="2030"' in page


def test_another_indicator_brings_its_own_baseline_and_one_that_was_typed_stays(
    coordinator: Client, goal: Goal, fond: Indicator, home: Region
) -> None:
    other = factories.create_indicator(code="gjeld")
    factories.create_observation(indicator=other, region=home, literal="80", period="2023")
    asked = {"velg": "gjeld", "kind": "reach", "baseline_period": "2024", "baseline_value": "6"}
    taken = coordinator.post(NEW, asked | {"utgangspunkt_fra": "fond"}).content.decode()
    typed_in = coordinator.post(NEW, asked).content.decode()
    assert 'name="baseline_value" value="80"' in taken
    assert 'name="baseline_value" value="6"' in typed_in


def test_only_the_fields_of_the_kind_are_asked_for(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    page = coordinator.post(NEW, {"handling": "vis", "kind": "stay_within", "indicator": "fond"}).content.decode()
    shown = set(re.findall(r'name="(\w+)"', page))
    assert {"lower", "upper", "deadline", "tolerance"} <= shown
    assert not {"goal_value", "change", "baseline_value", "peer", "state", "green_from"} & shown


def test_the_preview_is_the_light_that_saving_gives(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    promise = typed(lower="7", tolerance="0,5", mal="M-01")
    before = words(coordinator.post(PREVIEW, promise))
    assert not Target.objects.exists()
    assert not Assessment.objects.exists()
    coordinator.post(NEW, promise)
    after = words(coordinator.get("/planer/P/maltall/T-01/"))
    sentence = "6,0 % i 2024, 1 prosentpoeng under kravet på minst 7 %."
    assert sentence in before
    assert sentence in after
    assert "Ikke oppfylt" in before


def test_the_preview_draws_steps_that_are_typed(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    path = {"kind": "reach", "goal_value": "10", "baseline_period": "2022", "baseline_value": "4", "deadline": "2030"}
    plain = coordinator.post(PREVIEW, {"mal": "M-01", "indicator": "fond"} | path)
    stepped = coordinator.post(PREVIEW, {"mal": "M-01", "indicator": "fond", "steps_typed": "2024 9,5"} | path)
    assert "<svg" in plain.content.decode()
    assert "I rute" in words(plain)
    assert "Ikke i rute" in words(stepped)


def test_the_preview_says_what_is_lacking_and_shows_the_figures_meanwhile(
    coordinator: Client, goal: Goal, fond: Indicator
) -> None:
    answer = coordinator.post(PREVIEW, typed(lower="syv", mal="M-01"))
    assert "Lyset vises her når dette er på plass:" in words(answer)
    assert "«syv» er ikke et tall." in words(answer)
    assert "<svg" in answer.content.decode()


def test_the_preview_without_script_is_the_same_and_keeps_nothing(
    coordinator: Client, goal: Goal, fond: Indicator
) -> None:
    answer = coordinator.post(NEW, typed(handling="forhandsvis", lower="7", tolerance="0,5"))
    assert "1 prosentpoeng under kravet på minst 7 %." in words(answer)
    assert not Target.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"mal": "FINS-IKKE"}, {"maltall": "FINS-IKKE"}])
def test_a_preview_of_nothing_is_no_server_error(coordinator: Client, goal: Goal, sent: dict[str, str]) -> None:
    assert coordinator.post(PREVIEW, sent).status_code == (404 if sent else 200)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "reach", "goal_value": "9", "baseline_period": "0001", "deadline": "9999"},
        {"kind": "reach", "goal_value": "9", "baseline_period": "2022", "baseline_value": "1", "deadline": "9999M12"},
        {"kind": "stay_above", "lower": "9" * 15},
        {"kind": "stay_within", "lower": "-" + "9" * 15, "upper": "0,000000000000001"},
        {"kind": "change_by", "change": "9" * 15, "baseline_period": "2022", "deadline": "2030"},
        {"kind": "recurring", "recurs_every": "100", "recurs_unit": "år", "deadline": "9999"},
        {"kind": "peer", "peer": "x"},
        {"kind": "trend", "tolerance": "9" * 15, "direction": "up"},
    ],
)
def test_a_strange_promise_is_no_server_error(
    coordinator: Client, goal: Goal, fond: Indicator, said: dict[str, str]
) -> None:
    sent = {"indicator": "fond", "mal": "M-01", "state": "Noe"} | said
    assert coordinator.post(PREVIEW, sent).status_code == 200
    assert coordinator.post(NEW, sent | {"handling": "lagre"}, follow=True).status_code == 200


# Afterwards -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def target(goal: Goal, fond: Indicator, home: Region) -> Target:
    used = factories.create_used_indicator(plan=goal.plan, indicator=fond, region=home)
    target = factories.create_target(plan=goal.plan, goal=goal, used_indicator=used, code="T-01", lower=Decimal(5))
    factories.assess(goal.plan)
    return target


EDIT = "/planer/P/maltall/T-01/rediger/"


def test_the_form_of_a_target_holds_what_it_says_and_how_it_stands(coordinator: Client, target: Target) -> None:
    answer = coordinator.get(EDIT)
    assert 'name="lower" value="5"' in answer.content.decode()
    assert "Oppfylt" in words(answer)


def test_a_drafts_target_is_changed_without_a_reason(coordinator: Client, target: Target) -> None:
    coordinator.post(EDIT, typed(lower="8"))
    assert Target.objects.get().lower == 8
    assert Assessment.objects.current().get().light == "red"
    assert not EarlierPromise.objects.exists()


def test_an_adopted_promise_asks_why_and_keeps_what_was_promised(coordinator: Client, target: Target) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    refused = coordinator.post(EDIT, typed(lower="8"))
    assert "Skriv hvorfor måltallet endres." in words(refused)
    assert Target.objects.get().lower == 5
    coordinator.post(EDIT, typed(lower="8", why="Kommunestyret vil mer."))
    assert Target.objects.get().lower == 8
    assert EarlierPromise.objects.get().reason == "Kommunestyret vil mer."


def test_who_answers_for_an_adopted_target_changes_without_a_reason(coordinator: Client, target: Target) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    owner = factories.create_user(role=Role.LEADER, municipality=target.plan.municipality)
    coordinator.post(EDIT, typed(owner=owner.pk))
    assert Target.objects.get().owner == owner
    assert not EarlierPromise.objects.exists()


def test_an_adopted_step_that_is_changed_asks_why(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    path = {"kind": "reach", "goal_value": "10", "baseline_period": "2022", "baseline_value": "4", "deadline": "2030"}
    coordinator.post(NEW, {"handling": "lagre", "indicator": "fond", "steps_typed": "2026 6"} | path)
    Plan.objects.update(status=PlanStatus.ADOPTED)
    changed = {"handling": "lagre", "indicator": "fond", "steps_typed": "2026 5"} | path
    assert "Skriv hvorfor måltallet endres." in words(coordinator.post(EDIT, changed))
    coordinator.post(EDIT, changed | {"why": "Det går saktere."})
    assert Target.objects.get().steps.get().value == 5
    assert EarlierPromise.objects.count() == 1


def test_a_drafts_target_is_deleted_after_a_question(coordinator: Client, target: Target) -> None:
    assert "Slett måltallet" in words(coordinator.get("/planer/P/maltall/T-01/slett/"))
    assert Target.objects.exists()
    answer = coordinator.post("/planer/P/maltall/T-01/slett/", follow=True)
    assert "er slettet" in words(answer)
    assert not Target.objects.exists()


def test_an_adopted_target_that_has_had_a_light_is_not_deleted(coordinator: Client, target: Target) -> None:
    Plan.objects.update(status=PlanStatus.ADOPTED)
    answer = coordinator.post("/planer/P/maltall/T-01/slett/")
    assert answer.status_code == 409
    assert "måltallet har hatt et lys" in words(answer)
    assert Target.objects.exists()


def test_an_adopted_target_that_was_never_judged_may_go(coordinator: Client, goal: Goal) -> None:
    factories.create_target(plan=goal.plan, goal=goal, kind=TargetKind.MILESTONE, used_indicator=None, code="T-02")
    factories.assess(goal.plan)
    Plan.objects.update(status=PlanStatus.ADOPTED)
    coordinator.post("/planer/P/maltall/T-02/slett/")
    assert not Target.objects.exists()


# Undone ---------------------------------------------------------------------------------------------------------------


def undo_last(plan: Plan) -> None:
    edit = last_edit(plan, by="kari")
    assert edit is not None
    undo_edit(edit=edit, by="kari", on=factories.TODAY, now=factories.NOW)


def test_a_new_target_is_undone_with_the_use_of_its_indicator(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    coordinator.post(NEW, typed())
    undo_last(goal.plan)
    assert not Target.objects.exists()
    assert not IndicatorInPlan.objects.exists()


def test_a_changed_target_is_what_it_was(coordinator: Client, target: Target) -> None:
    coordinator.post(
        EDIT, typed(kind="reach", goal_value="9", steps_typed="2026 7", deadline="2030", baseline_period="2022")
    )
    undo_last(target.plan)
    target.refresh_from_db()
    assert (target.kind, target.lower, target.steps.count()) == ("stay_above", Decimal(5), 0)
    assert Assessment.objects.current().get().light == "green"


def test_a_deleted_target_comes_back_with_its_steps_and_what_people_said(coordinator: Client, target: Target) -> None:
    factories.create_step(target=target, period="2026")
    target.appraisals.create(
        light="green",
        reason="Sett",
        judged_on=factories.TODAY,
        judged_by="Ola",
        recorded_by="kari",
        recorded_at=factories.NOW,
    )
    coordinator.post("/planer/P/maltall/T-01/slett/")
    undo_last(target.plan)
    back = Target.objects.get()
    assert (back.pk, back.steps.count(), back.appraisals.count()) == (target.pk, 1, 1)
    assert Assessment.objects.current().get().light == "green"


def test_everything_is_in_the_trail(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    coordinator.post(NEW, typed())
    told = set(AuditEvent.objects.filter(actor="kari").values_list("action", flat=True))
    assert {"targets.target.added", "targets.indicatorinplan.added"} <= told


# The way there --------------------------------------------------------------------------------------------------------


def test_only_those_who_write_the_plan_see_the_way_in(coordinator: Client, target: Target) -> None:
    for address, shown in (
        ("/planer/P/maltall/T-01/", EDIT),
        ("/planer/P/omrader/OKO/", "/planer/P/rediger/mal/nytt/?omrade=OKO"),
    ):
        assert shown in coordinator.get(address).content.decode()
    reader = Client()
    reader.force_login(factories.create_user(role=Role.LEADER, municipality=target.plan.municipality))
    assert EDIT not in reader.get("/planer/P/maltall/T-01/").content.decode()
    assert "rediger" not in reader.get("/planer/P/omrader/OKO/").content.decode()


def test_search_asks_as_much_for_many_as_for_one(
    coordinator: Client, goal: Goal, fond: Indicator, home: Region, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = "/planer/P/rediger/indikatorer/?tekst=disposisjonsfond"
    with django_assert_num_queries(19) as few:
        coordinator.get(address)
    for _one in range(30):
        other = factories.create_indicator(name_nb="Disposisjonsfond til drift")
        factories.create_observation(indicator=other, region=home, literal="1", period="2024")
    with django_assert_num_queries(len(few)):
        page = words(coordinator.get(address))
    assert "Her er de 20 beste treffene." in page


@pytest.mark.parametrize("query", ["tekst=%00", "tekst=%25", "tekst=", "", "tekst=" + "a" * 500, "tekst=%5B"])
def test_a_strange_search_is_no_server_error(coordinator: Client, goal: Goal, fond: Indicator, query: str) -> None:
    assert coordinator.get(f"/planer/P/rediger/indikatorer/?{query}").status_code == 200


def test_the_hits_alone_are_given_to_the_form(coordinator: Client, goal: Goal, fond: Indicator) -> None:
    answer = coordinator.get("/planer/P/rediger/indikatorer/?tekst=fond", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert 'name="velg" value="fond"' in answer.content.decode()
