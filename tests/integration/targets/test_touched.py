"""What is new touches exactly the targets that rest on it, and exactly those are judged."""

from collections.abc import Callable, Iterable
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import EditedIndicator, Fetch, Indicator, Region
from indicators.services.catalogue import load_indicators
from indicators.services.source_settings import change_settings, settings_of
from planning.models import Plan, PlanStatus
from targets.models import Assessment, JudgedFetch, LightChange, Override, Seen, Target, TargetKind, Touched
from targets.queries import table_of
from targets.services import assessment, news
from targets.services.assessment import Outcome, assess_and_store
from targets.services.incremental import assess_touched
from targets.services.news import assess_as_a_net, assess_news, find_touched
from targets.services.plan_loading import load_plan
from targets.services.touching import touch
from tests.admin_forms import change
from tests.factories import (
    NOW,
    TODAY,
    assess,
    create_fetch,
    create_fetched_source,
    create_indicator,
    create_observation,
    create_plan,
    create_quality_record,
    create_region,
    create_region_change,
    create_target,
    create_used_indicator,
    create_user,
    give_figure,
)
from tests.plan_files import as_yaml, plan_with

LATER = NOW + timedelta(hours=1)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the targets that were judged, in the order in which they were."""
    codes: list[str] = []
    really = assessment.judge_batch

    def judge_batch(targets: Any, **values: Any) -> Any:
        codes.extend(one.code for one in targets)
        return really(targets, **values)

    monkeypatch.setattr(assessment, "judge_batch", judge_batch)
    return codes


def at_rest(judged: list[str]) -> None:
    """Everything that is there is judged, and nothing waits."""
    assess_news(on=TODAY, now=NOW)
    assert not Touched.objects.exists()
    judged.clear()


def judge(on: date = TODAY) -> Outcome:
    return assess_news(on=on, now=LATER)


def with_figures(count: int) -> list[Target]:
    targets = [create_target(lower=Decimal(5)) for _number in range(count)]
    for one in targets:
        give_figure(one, "6", known_from=NOW - timedelta(days=30))
    return targets


def codes(targets: Iterable[Target]) -> list[str]:
    return sorted(one.code for one in targets)


# Figures ------------------------------------------------------------------------------------------------------------


def test_a_delivery_that_changes_one_figure_in_a_hundred_judges_one_target_in_a_hundred(judged: list[str]) -> None:
    targets = with_figures(100)
    at_rest(judged)
    give_figure(targets[42], "4", fetch=create_fetch(known_from=LATER))
    outcome = judge()
    assert judged == [targets[42].code]
    assert (outcome.assessed, outcome.renewed, outcome.changed) == (1, 1, 1)
    assert Assessment.objects.current().get(target=targets[42]).light == "red"


def test_a_second_look_finds_nothing(judged: list[str]) -> None:
    (target,) = with_figures(1)
    at_rest(judged)
    give_figure(target, "4", fetch=create_fetch(known_from=LATER))
    judge()
    judged.clear()
    assert judge() == Outcome()
    assert judged == []


def test_a_delivery_of_figures_that_no_target_follows_judges_nothing(judged: list[str]) -> None:
    (target,) = with_figures(1)
    at_rest(judged)
    assert target.used_indicator
    create_observation(indicator=target.used_indicator.indicator)
    create_observation(region=target.used_indicator.region)
    judge()
    assert judged == []
    assert JudgedFetch.objects.count() == Fetch.objects.count()


def test_every_plan_that_follows_the_figure_is_judged(judged: list[str]) -> None:
    (target,) = with_figures(1)
    used = target.used_indicator
    assert used
    plan = create_plan()
    other = create_target(
        plan=plan, used_indicator=create_used_indicator(plan=plan, indicator=used.indicator, region=used.region)
    )
    at_rest(judged)
    give_figure(target, "7", period="2026")
    judge()
    assert sorted(judged) == codes([target, other])


def compared_with(peer: Region, **values: Any) -> Target:
    target = create_target(kind=TargetKind.PEER, peer=peer, direction="up", unit="prosent", **values)
    give_figure(target, "6")
    return target


def test_a_figure_of_the_peer_judges_those_that_are_compared_with_it(judged: list[str]) -> None:
    group, other = create_region(), create_region()
    target, unlike = compared_with(group), compared_with(other)
    assert target.used_indicator
    assert unlike.used_indicator
    at_rest(judged)
    create_observation(indicator=target.used_indicator.indicator, region=group, literal="5")
    create_observation(indicator=unlike.used_indicator.indicator, region=group, literal="5")
    judge()
    assert judged == [target.code]


def test_a_figure_of_an_earlier_code_judges_the_targets_of_the_region_of_today(judged: list[str]) -> None:
    old, older, new = (create_region(code=code) for code in ("3805", "0712", "3909"))
    create_region_change(old=old, new=new, on=date(2024, 1, 1))
    create_region_change(old=older, new=old, on=date(2020, 1, 1))
    indicator = create_indicator()
    target = create_target(used_indicator=create_used_indicator(indicator=indicator, region=new))
    peer = compared_with(new, used_indicator=create_used_indicator(indicator=indicator))
    create_target(used_indicator=create_used_indicator(indicator=indicator))
    at_rest(judged)
    create_observation(indicator=indicator, region=older, period="2018")
    judge()
    assert sorted(judged) == codes([target, peer])


def test_a_history_that_comes_with_other_figures_judges_the_targets_of_its_region(judged: list[str]) -> None:
    """What the older code has of another indicator counts from now on."""
    old, new = create_region(code="3805"), create_region(code="3909")
    target, elsewhere = with_figures(2)
    assert target.used_indicator
    target.used_indicator.region = new
    target.used_indicator.save()
    at_rest(judged)
    create_region_change(old=old, new=new, on=date(2024, 1, 1))
    judge()
    assert judged == [target.code]
    assert elsewhere.code not in judged


def test_figures_that_a_draft_quotes_count_for_others_when_it_is_adopted(judged: list[str]) -> None:
    (target, other) = with_figures(2)
    draft = create_plan(status=PlanStatus.DRAFT)
    give_figure(target, "4", period="2026", source_table=table_of(draft.code))
    at_rest(judged)
    Plan.objects.filter(pk=draft.pk).update(status=PlanStatus.ADOPTED)
    judge()
    assert judged == [target.code]
    assert other.code not in judged


# Edits --------------------------------------------------------------------------------------------------------------


def test_a_catalogue_that_says_something_new_of_one_indicator_judges_its_targets(judged: list[str]) -> None:
    targets = with_figures(3)
    rows = [one.used_indicator.indicator for one in targets if one.used_indicator]
    heading = "indicator_id,name_nb,unit\n"
    body = "".join(f"{one.code},{one.name_nb},prosent\n" for one in rows)
    load_indicators(name="i.csv", body=f"{heading}{body}".encode(), by="x", now=NOW)
    at_rest(judged)
    body = body.replace(f"{rows[1].name_nb},", "Et annet navn,")
    load_indicators(name="i.csv", body=f"{heading}{body}".encode(), by="x", now=LATER)
    judge()
    assert judged == [targets[1].code]
    assert not EditedIndicator.objects.exists()


def test_another_name_for_a_source_judges_the_targets_that_cite_it(judged: list[str]) -> None:
    cited, _other = with_figures(2)
    assert cited.used_indicator
    source = create_fetched_source()
    cited.used_indicator.indicator.sources.add(source)
    at_rest(judged)
    values = settings_of(source) | {"name": "Et annet navn"}
    change_settings(source=source, values=values, by="x", now=LATER)
    judge()
    assert judged == [cited.code]


def test_another_name_for_a_region_judges_its_targets(judged: list[str]) -> None:
    target, _other = with_figures(2)
    assert target.used_indicator
    at_rest(judged)
    Region.objects.filter(pk=target.used_indicator.region_id).update(name="Et annet sted")
    judge()
    assert judged == [target.code]


@pytest.fixture
def administrator() -> Client:
    client = Client()
    client.force_login(create_user(role=Role.ADMINISTRATOR, is_superuser=True))
    return client


def test_a_quality_record_that_goes_judges_the_targets_that_it_was_about(
    administrator: Client, judged: list[str], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    target, _other = with_figures(2)
    assert target.used_indicator
    record = create_quality_record(target.used_indicator.indicator, is_break=True, from_period="2024")
    at_rest(judged)
    with django_capture_on_commit_callbacks(execute=True):
        administrator.post(f"/admin/indicators/qualityrecord/{record.pk}/delete/", {"post": "yes"})
    assert judged == [target.code]
    assert not Touched.objects.exists()


def test_an_edited_target_is_judged_and_no_other(
    administrator: Client, judged: list[str], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    target, _other = with_figures(2)
    at_rest(judged)
    with django_capture_on_commit_callbacks(execute=True):
        change(administrator, target, lower="8", why="Vedtak")
    assert judged == [target.code]
    assert not Touched.objects.exists()


def test_an_edit_that_could_not_be_judged_at_once_is_judged_soon(administrator: Client, judged: list[str]) -> None:
    """The process ended between the edit and the judging of it."""
    target, _other = with_figures(2)
    at_rest(judged)
    change(administrator, target, lower="8", why="Vedtak")
    assert judged == []
    judge()
    assert judged == [target.code]


LOADED = plan_with(
    indicators=[{"id": f"I-{number}", "name": f"Nr. {number}", "unit": "prosent"} for number in (1, 2)],
    targets=[
        {"id": f"T-{number}", "comparator": ">=", "indicator": f"I-{number}", "goal": "M-1", "target": {"value": 5}}
        for number in (1, 2)
    ],
)


@pytest.mark.parametrize(
    ("section", "values", "touched"),
    [
        pytest.param("targets", {}, [], id="the same file again"),
        pytest.param("targets", {"target": {"value": 6}}, ["T-1"], id="another number"),
        pytest.param(
            "targets",
            {"target": {"value": 5, "deadline": "2030", "milestones": [{"year": 2027, "value": 4}]}},
            ["T-1"],
            id="a deadline and a step",
        ),
        pytest.param("indicators", {"name": "Et annet navn"}, ["T-1"], id="another name for the indicator"),
        pytest.param("indicators", {"values": [{"year": 2024, "value": 7}]}, ["T-1"], id="a figure"),
        pytest.param("goals", {"text": "Andre ord"}, [], id="other words of the goal"),
    ],
)
def test_a_plan_file_touches_what_it_says_something_new_of(
    section: str, values: dict[str, Any], touched: list[str], judged: list[str]
) -> None:
    load_plan(name="plan.yaml", body=as_yaml(LOADED), by="x", now=NOW)
    at_rest(judged)
    file = deepcopy(LOADED)
    file[section][0] |= values
    load_plan(name="plan.yaml", body=as_yaml(file), by="x", now=LATER)
    judge()
    assert judged == touched


def test_targets_that_were_never_judged_are_judged(judged: list[str]) -> None:
    at_rest(judged)
    target = create_target()
    judge()
    assert judged == [target.code]


def test_lights_of_another_rule_are_judged_again(judged: list[str]) -> None:
    target, _other = with_figures(2)
    at_rest(judged)
    Assessment.objects.filter(target=target).update(rule_version="1")
    judge()
    assert judged == [target.code]


# Dates --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terms", "on", "is_judged"),
    [
        pytest.param({"deadline": "2026"}, date(2026, 12, 31), False, id="the last day of the deadline's year"),
        pytest.param({"deadline": "2026"}, date(2027, 1, 1), True, id="the deadline has passed"),
        pytest.param({}, date(2027, 12, 31), False, id="a figure of 2025 is not old yet"),
        pytest.param({}, date(2028, 1, 1), True, id="it is old when 2027 has ended"),
    ],
)
def test_a_date_that_passes_judges_those_that_it_concerns(
    terms: dict[str, Any], on: date, is_judged: bool, judged: list[str]
) -> None:
    target = create_target(lower=Decimal(5), **terms)
    give_figure(target, "6")
    milestone = create_target(kind=TargetKind.MILESTONE, used_indicator=None)
    at_rest(judged)
    judge(on)
    assert judged == [target.code] * is_judged
    assert milestone.code not in judged
    judged.clear()
    judge(on)
    assert judged == []


def test_a_light_that_is_confirmed_is_looked_at_again_when_that_follows_from_today() -> None:
    """As one from before anybody said when."""
    target = create_target(lower=Decimal(5), deadline="2027")
    give_figure(target, "6")
    assess()
    Assessment.objects.update(look_again_on=None)
    assert assess().renewed == 0
    assert Assessment.objects.get().look_again_on == date(2028, 1, 1)


def test_a_persons_light_ends_by_itself_the_day_after_its_last(judged: list[str]) -> None:
    (target,) = with_figures(1)
    Override.objects.create(
        target=target,
        light="red",
        reason="x",
        decided_by="x",
        decided_on=TODAY,
        until=TOMORROW,
        recorded_by="x",
        recorded_at=NOW,
    )
    at_rest(judged)
    judge(TOMORROW)
    assert judged == []
    judge(TOMORROW + timedelta(days=1))
    assert list(LightChange.objects.order_by("pk").values_list("to_light", flat=True)) == ["red", "green"]


# While it is judged -------------------------------------------------------------------------------------------------


def test_an_edit_while_it_is_judged_is_judged_the_next_time(judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (target,) = with_figures(1)
    at_rest(judged)
    touch([target.pk], now=NOW)
    recorded = assessment.judge_batch

    def while_judging(targets: Any, **values: Any) -> Any:
        touch([target.pk], now=LATER)
        return recorded(targets, **values)

    with monkeypatch.context() as patched:
        patched.setattr(assessment, "judge_batch", while_judging)
        assess_touched(on=TODAY, now=NOW)
    assert [one.touched_at for one in Touched.objects.all()] == [LATER]
    assess_touched(on=TODAY, now=LATER)
    assert judged == [target.code] * 2
    assert not Touched.objects.exists()


def test_a_target_that_is_touched_many_times_is_judged_once(judged: list[str]) -> None:
    (target,) = with_figures(1)
    at_rest(judged)
    for _time in range(3):
        touch([target.pk], now=NOW)
    assert assess_touched(on=TODAY, now=LATER).assessed == 1
    assert judged == [target.code]


def test_judging_that_fails_leaves_what_waits(judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (target,) = with_figures(1)
    at_rest(judged)
    touch([target.pk], now=NOW)

    def broken(*_arguments: Any, **_values: Any) -> Any:
        raise RuntimeError

    monkeypatch.setattr(assessment, "judge_batch", broken)
    with pytest.raises(RuntimeError):
        assess_touched(on=TODAY, now=LATER)
    assert Touched.objects.count() == 1


def test_what_waits_is_judged_in_batches_and_can_be_stopped(judged: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    targets = with_figures(3)
    at_rest(judged)
    touch([one.pk for one in targets], now=NOW)
    monkeypatch.setattr("targets.services.incremental.BATCH", 1)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    outcome = assess_touched(on=TODAY, now=LATER, progress=progress)
    assert (outcome.assessed, outcome.is_cut_short) == (2, True)
    assert told == [(1, 3), (2, 3)]
    assert Touched.objects.get().target == targets[2]


# The net ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many lights each warning was about. Asked of the logger itself: other tests leave logging as they like it."""
    counts: list[int] = []
    monkeypatch.setattr(news.logger, "warning", lambda _text, count, _named: counts.append(count))
    return counts


def test_the_net_tells_of_a_light_that_nothing_had_told_of(judged: list[str], warnings: list[int]) -> None:
    target, _other = with_figures(2)
    at_rest(judged)
    Target.objects.filter(pk=target.pk).update(lower=Decimal(9))
    assert assess_as_a_net(on=TODAY, now=LATER).changed == 1
    assert warnings == [1]
    assess_as_a_net(on=TODAY, now=LATER)
    assert warnings == [1]


def test_the_net_is_silent_about_what_was_found(judged: list[str], warnings: list[int]) -> None:
    target, other = with_figures(2)
    at_rest(judged)
    give_figure(target, "4", fetch=create_fetch(known_from=LATER))
    assess_as_a_net(on=date(2028, 1, 1), now=LATER)
    assert sorted(set(judged)) == codes([target, other])
    assert warnings == []


def test_what_comes_while_the_net_is_out_is_no_miss(
    judged: list[str], warnings: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    (target,) = with_figures(1)
    at_rest(judged)

    def with_a_figure_before(**values: Any) -> Outcome:
        give_figure(target, "4", fetch=create_fetch(known_from=LATER))
        return assess_and_store(**values)

    monkeypatch.setattr(news, "assess_and_store", with_a_figure_before)
    assert assess_as_a_net(on=TODAY, now=LATER).changed == 1
    assert warnings == []


def test_finding_asks_as_often_for_many_deliveries_as_for_one(django_assert_max_num_queries: Any) -> None:
    for one in with_figures(20):
        give_figure(one, "7", period="2026")
    with django_assert_max_num_queries(60):
        find_touched(now=NOW)
    assert Touched.objects.values("target").distinct().count() == 20
    assert Seen.objects.filter(subject__startswith="region ").count() == 20
    assert Indicator.objects.count() == 20
