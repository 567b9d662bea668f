"""The coordinator works through what is the matter with the figures behind a plan."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
import python_calamine
import time_machine
from django.test import Client

from accounts.models import AuditEvent, Role
from indicators.models import GroupValue, Indicator, Standing, ValueKind
from planning.models import Plan, PlanStatus
from reporting.models import QualityReview
from reporting.quality import Kind, Thing
from reporting.queries.drafts import hidden_tables
from reporting.queries.quality import things_to_look_at
from targets.models import Target, TargetKind
from targets.queries import table_of
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db


def prose(html: str) -> str:
    """What a person reads."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def target(plan: Plan) -> Target:
    """One whose figures are whole: the newest finished year is there, final, and its source is named."""
    made = factories.create_target(plan=plan, code="MT-1")
    used = made.used_indicator
    assert used is not None
    used.indicator.sources.add(factories.create_source())
    factories.give_figure(made, "4.0", period="2024")
    factories.give_figure(made, "4.1", period="2025")
    factories.assess(plan)
    return made


def indicator_of(target: Target) -> Indicator:
    assert target.used_indicator is not None
    return target.used_indicator.indicator


def things(plan: Plan, *, visible: Collection[str] = (), on: date = TODAY) -> list[Thing]:
    return things_to_look_at(plan=plan, hidden=hidden_tables(visible or {plan.code}), on=on)


def kinds(plan: Plan) -> list[Kind]:
    return [one.kind for one in things(plan)]


def log_in(client: Client, plan: Plan, role: Role = Role.COORDINATOR) -> Client:
    client.force_login(factories.create_user(role=role, municipality=plan.municipality, username="kari"))
    return client


def page(client: Client, plan: Plan, asked: str = "") -> str:
    response = client.get(f"/planer/{plan.code}/datakvalitet/{asked}")
    assert response.status_code == 200
    return prose(response.content.decode())


# What is found ------------------------------------------------------------------------------------------------------


def test_figures_that_are_whole_are_nothing_to_look_at(client: Client, plan: Plan, target: Target) -> None:
    assert things(plan) == []
    shown = page(log_in(client, plan), plan)
    assert "Alt er i orden" in shown
    assert "Ingenting å se på i tallene bak lysene" in prose(client.get(f"/planer/{plan.code}/").content.decode())


@pytest.mark.parametrize(
    ("figures", "kind", "said"),
    [
        ((), Kind.MISSING, "Det finnes ingen tall som kan vurderes."),
        ((("2024", "4.0"),), Kind.MISSING, "Tallet for 2025 mangler. Det siste er fra 2024."),
        ((("2024", "4.0"), ("2025", ":")), Kind.MISSING, "Kilden skjuler tallet for 2025 («:»)."),
        ((("2024", "4.0"), ("2025", "..")), Kind.MISSING, "Kilden har «..» og ikke noe tall for 2025."),
        ((("2023", "4.0"),), Kind.STALE, "Det siste tallet er fra 2023. Siden da er 2 hele perioder over"),
        ((("2023", "4.0"), ("2025", ":")), Kind.STALE, "Det siste tallet er fra 2023."),
        ((("2025", "4.0"), ("2026", "5.0")), None, ""),
        ((("2025", "0"),), None, "a zero is a figure"),
    ],
)
def test_what_is_missing_or_old_is_told(
    plan: Plan, figures: tuple[tuple[str, str], ...], kind: Kind | None, said: str
) -> None:
    target = factories.create_target(plan=plan)
    indicator_of(target).sources.add(factories.create_source())
    for period, text in figures:
        missing = {"missing": text} if not text[-1].isdigit() else {}
        factories.give_figure(target, text, period=period, **missing)
    found = things(plan)
    assert [one.kind for one in found] == ([kind] if kind else [])
    assert all(said in one.sentence for one in found)


def test_an_indicator_that_another_has_taken_over_from_needs_no_new_figures(plan: Plan, target: Target) -> None:
    later = TODAY + timedelta(days=3 * 365)
    assert [one.kind for one in things(plan, on=later)] == [Kind.STALE]
    indicator_of(target).replaced_by.add(factories.create_indicator())
    assert things(plan, on=later) == []


def test_a_provisional_figure_is_told_until_it_is_final(plan: Plan, target: Target) -> None:
    factories.give_figure(target, "4.2", kind=ValueKind.PROVISIONAL, known_from=NOW + timedelta(hours=1))
    assert kinds(plan) == [Kind.PROVISIONAL]
    factories.give_figure(target, "4.2", known_from=NOW + timedelta(hours=2))
    assert kinds(plan) == []


def test_one_delivery_that_prints_a_cell_twice_is_a_conflict(plan: Plan, target: Target) -> None:
    fetch = factories.create_fetch(known_from=NOW + timedelta(hours=1))
    for rank, (table, literal) in enumerate((("detail", "4.3"), ("overview", "4.5")), start=1):
        factories.give_figure(target, literal, fetch=fetch, source_table=table, table_rank=rank)
    (found,) = things(plan)
    assert found.kind is Kind.CONFLICT
    assert found.sentence.replace("\u00a0", " ") == (
        "Tallet for 2025 er 4,5 % i oversiktstabellen og 4,3 % i detaljtabellen. Planpuls bruker 4,5 %."
    )
    assert [one.code for one in found.targets] == ["MT-1"]


def test_a_revision_is_no_conflict_and_neither_are_zeros_at_the_end(plan: Plan, target: Target) -> None:
    factories.give_figure(target, "4.5", known_from=NOW + timedelta(hours=1))
    fetch = factories.create_fetch(known_from=NOW + timedelta(hours=2))
    for rank, literal in enumerate(("4.5", "4.50"), start=1):
        factories.give_figure(target, literal, fetch=fetch, table_rank=rank)
    assert things(plan) == []


def test_what_the_plan_quotes_otherwise_is_a_conflict(plan: Plan, target: Target) -> None:
    factories.give_figure(target, "4.4", standing=Standing.CITED, source_table=table_of(plan.code))
    (found,) = things(plan)
    assert (found.kind, "Planen gjengir 4,4" in found.sentence) == (Kind.CONFLICT, True)


def test_another_draft_is_not_heard(plan: Plan, target: Target) -> None:
    draft = factories.create_plan(code="UTKAST", status=PlanStatus.DRAFT)
    factories.give_figure(target, "4.4", standing=Standing.CITED, source_table=table_of(draft.code))
    assert things(plan) == []
    assert [one.kind for one in things(plan, visible={plan.code, draft.code})] == [Kind.CONFLICT]


def test_a_break_and_a_sum_are_told(plan: Plan, target: Target) -> None:
    indicator = indicator_of(target)
    factories.create_quality_record(indicator, text="Ny definisjon.", from_period="2024", is_break=True)
    Indicator.objects.filter(pk=indicator.pk).update(group_value=GroupValue.SUM, unit="antall")
    assert Counter(kinds(plan)) == {Kind.BREAK: 1, Kind.SUM: 1}
    assert "Tall før 2024 kan ikke sammenlignes med tall etter. Ny definisjon." in [
        one.sentence for one in things(plan)
    ]


def test_a_break_that_another_plan_tells_of_is_not_heard(plan: Plan, target: Target) -> None:
    factories.create_quality_record(indicator_of(target), from_period="2024", is_break=True, namespace="EN-ANNEN")
    assert things(plan) == []


def test_a_sum_that_a_target_compares_with_is_told_so(plan: Plan, target: Target) -> None:
    Indicator.objects.filter(pk=indicator_of(target).pk).update(group_value=GroupValue.SUM, unit="antall")
    Target.objects.update(kind=TargetKind.PEER, peer=factories.create_region(code="EKG11"), lower=None)
    (found,) = things(plan)
    assert "Måltallet sammenligner med en gruppe, men gruppens tall er summen av medlemmene" in found.sentence


def test_an_indicator_without_a_source_is_told(plan: Plan, target: Target) -> None:
    indicator_of(target).sources.clear()
    assert kinds(plan) == [Kind.NO_SOURCE]


# The page -----------------------------------------------------------------------------------------------------------


def test_the_page_counts_groups_and_narrows_by_kind(client: Client, plan: Plan) -> None:
    factories.create_target(plan=plan, code="MT-2")
    log_in(client, plan)
    whole = page(client, plan)
    assert "2 ting å se på i tallene som planen bygger på. 2 av dem står bak et lys." in whole
    assert ("Skaff tallene" in whole, "Si hvor tallene er fra" in whole) == (True, True)
    narrowed = page(client, plan, "?slag=uten-kilde")
    assert ("Skaff tallene" in narrowed, "Si hvor tallene er fra" in narrowed) == (False, True)
    assert "Ingenting igjen av dette slaget" in page(client, plan, "?slag=brudd")
    assert page(client, plan, "?slag=tull%00") == whole
    assert "2 ting å se på i tallene" in prose(client.get(f"/planer/{plan.code}/").content.decode())


@pytest.mark.parametrize(
    ("role", "leads_to", "may_review"),
    [
        (Role.READER, "Se indikatoren", False),
        (Role.LEADER, "Se indikatoren", False),
        (Role.COORDINATOR, "Skriv inn et tall", True),
        (Role.ADMINISTRATOR, "Skriv inn et tall", True),
    ],
)
def test_each_role_gets_the_way_that_it_may_go(
    client: Client, plan: Plan, role: Role, leads_to: str, may_review: bool
) -> None:
    factories.create_target(plan=plan)
    shown = page(log_in(client, plan, role), plan, "?slag=mangler")
    assert leads_to in shown
    assert ("Hvorfor kan det stå slik?" in shown) is may_review


def test_figures_that_are_fetched_lead_to_their_source(client: Client, plan: Plan) -> None:
    source = factories.create_fetched_source()
    indicator_of(factories.create_target(plan=plan)).sources.add(source)
    response = log_in(client, plan).get(f"/planer/{plan.code}/datakvalitet/")
    assert f'href="/kilder/{source.code}/"' in response.content.decode()


def test_the_page_of_an_indicator_tells_of_its_own(client: Client, plan: Plan, target: Target) -> None:
    region = target.used_indicator.region if target.used_indicator else None
    assert region is not None
    type(region).objects.filter(pk=region.pk).update(code=plan.municipality.number)
    indicator_of(target).sources.clear()
    reader = log_in(client, plan)
    address = f"/tall/kvalitet/{indicator_of(target).code}/"
    assert address in reader.get(f"/indikatorer/{indicator_of(target).code}/").content.decode()
    shown = prose(reader.get(address).content.decode())
    assert "Ingen har sagt hvor tallene er fra." in shown


# Somebody has looked ------------------------------------------------------------------------------------------------


def review(client: Client, plan: Plan, thing: Thing, **values: str) -> str:
    sent = {"ting": thing.key, "avtrykk": thing.stamp, "begrunnelse": "Kommer i september."} | values
    response = client.post(f"/planer/{plan.code}/datakvalitet/sett-pa/", sent, follow=True)
    return prose(response.content.decode())


@pytest.fixture
def provisional(plan: Plan, target: Target) -> Thing:
    factories.give_figure(target, "4.2", kind=ValueKind.PROVISIONAL, known_from=NOW + timedelta(hours=1))
    (found,) = things(plan)
    return found


def test_a_thing_that_somebody_has_seen_is_set_aside_with_why_and_who(
    client: Client, plan: Plan, provisional: Thing
) -> None:
    shown = review(log_in(client, plan), plan, provisional)
    assert "Lagret. Kommer tilbake hvis tallene endres." in shown
    assert "Begrunnelse: Kommer i september. (kari," in shown
    assert [one.seen is not None for one in things(plan)] == [True]
    event = AuditEvent.objects.get(action="reporting.quality.reviewed")
    assert (event.actor, event.reason, event.municipality_number) == (
        "kari",
        "Kommer i september.",
        plan.municipality.number,
    )


def test_it_comes_back_when_the_figure_changes(client: Client, plan: Plan, target: Target, provisional: Thing) -> None:
    review(log_in(client, plan), plan, provisional)
    factories.give_figure(target, "4.6", kind=ValueKind.PROVISIONAL, known_from=NOW + timedelta(hours=2))
    assert [one.seen for one in things(plan)] == [None]
    assert QualityReview.objects.count() == 1, "what was said of the earlier figure is kept until somebody says anew"


def test_it_stays_aside_in_another_language_and_while_the_facts_are_the_same(
    client: Client, plan: Plan, provisional: Thing
) -> None:
    review(log_in(client, plan), plan, provisional)
    client.post("/sprak/", {"language": "en", "next": "/"})
    assert "Kommer i september." in page(client, plan)
    assert [one.seen is not None for one in things(plan, on=TODAY + timedelta(days=30))] == [True]


def test_it_can_be_taken_up_again(client: Client, plan: Plan, provisional: Thing) -> None:
    review(log_in(client, plan), plan, provisional)
    for _ in range(2):
        client.post(f"/planer/{plan.code}/datakvalitet/ta-fram/", {"ting": provisional.key})
    assert [one.seen for one in things(plan)] == [None]
    assert AuditEvent.objects.filter(action="reporting.quality.reopened").count() == 1


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"begrunnelse": "  "}, "Skriv hvorfor det kan stå slik."),
        ({"begrunnelse": "x" * 1001}, "Begrunnelsen kan være på høyst 1000 tegn."),
        ({"avtrykk": "0" * 32}, "Dette er endret siden du så det. Se over på nytt."),
        ({"ting": "mangler:finnes-ikke"}, "Dette er endret siden du så det. Se over på nytt."),
    ],
)
def test_what_cannot_be_kept_is_told_and_nothing_is_written(
    client: Client, plan: Plan, provisional: Thing, sent: dict[str, str], said: str
) -> None:
    assert said in review(log_in(client, plan), plan, provisional, **sent)
    assert not QualityReview.objects.exists()


def test_what_is_seen_in_one_plan_is_not_seen_in_another(client: Client, plan: Plan, provisional: Thing) -> None:
    other = factories.create_plan(municipality=plan.municipality)
    used = Target.objects.get(plan=plan).used_indicator
    assert used is not None
    factories.create_used_indicator(plan=other, indicator=used.indicator, region=used.region)
    review(log_in(client, plan), plan, provisional)
    assert [one.seen for one in things(other)] == [None]


# As a file ----------------------------------------------------------------------------------------------------------


def test_the_list_as_csv_and_as_excel_say_the_same(client: Client, plan: Plan, provisional: Thing) -> None:
    review(log_in(client, plan), plan, provisional, begrunnelse="=1+1")
    address = f"/planer/{plan.code}/datakvalitet/datakvalitet."
    body = client.get(f"{address}csv").content.decode("utf-8-sig")
    by_csv = list(csv.reader(io.StringIO(body), delimiter=";"))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(client.get(f"{address}xlsx").content))
    assert book.get_sheet_by_index(0).to_python() == by_csv
    assert by_csv[0][0] == "Hva"
    assert (by_csv[1][0], by_csv[1][6], by_csv[1][-1]) == ("Foreløpige tall", "MT-1", "'=1+1")


def test_a_name_that_looks_like_a_formula_is_a_text(client: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan)
    Indicator.objects.filter(pk=indicator_of(target).pk).update(name_nb='=HYPERLINK("x")')
    body = log_in(client, plan).get(f"/planer/{plan.code}/datakvalitet/datakvalitet.csv").content.decode("utf-8-sig")
    assert all(row[1].startswith("'=") for row in list(csv.reader(io.StringIO(body), delimiter=";"))[1:])


def test_another_form_is_not_there(client: Client, plan: Plan) -> None:
    assert log_in(client, plan).get(f"/planer/{plan.code}/datakvalitet/datakvalitet.pdf").status_code == 404


def test_a_figure_that_a_person_types_is_told_what_it_does_not_add_up_with(client: Client, plan: Plan) -> None:
    region = factories.create_region(code=plan.municipality.number, name="Larvik")
    paved = factories.create_indicator(code="kommunal-vei-fast-dekke-km", unit="km", decimals=0)
    roads = factories.create_indicator(code="lengde-kommunal-vei-km", unit="km", decimals=0)
    factories.create_observation(indicator=roads, region=region, literal="244", value=Decimal(244))
    sent = {"municipality": plan.municipality.pk, "period": "2025", "value": "261", "kind": "cited", "note": "SSB"}
    answer = log_in(client, plan).post(f"/tall/skriv-inn/{paved.code}/", sent, follow=True)
    assert "kommunal vei med fast dekke er 261 km, men kommunal vei i alt er 244 km" in prose(answer.content.decode())
