"""Every load checks what its figures are part of: what does not add up is told, kept, and closed when it does."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.imports import LoadOutcome
from indicators.models import CheckFinding, Fetch, GroupValue, Observation, RegionKind
from indicators.services.catalogue import load_indicators
from indicators.services.checking import check_all, check_delivery
from indicators.services.observations import load_observations
from tests.factories import NOW, create_group_membership, create_indicator, create_region

pytestmark = pytest.mark.django_db

# Shipped as: paved municipal road is at most all municipal road.
PAVED, ROADS = "kommunal-vei-fast-dekke-km", "lengde-kommunal-vei-km"
HEADING = "indicator_id,region,year,value,missing\n"


def load(*rows: str, days: int = 0, name: str = "tall.csv") -> LoadOutcome:
    now = NOW + timedelta(days=days)
    body = (HEADING + "".join(f"{row}\n" for row in rows)).encode()
    return load_observations(name=name, body=body, provisional=False, known_from=now, by="test", now=now)


@pytest.fixture(autouse=True)
def roads() -> None:
    for code in (PAVED, ROADS):
        create_indicator(code=code, name_nb=code, unit="km", decimals=0)
    create_region(code="4203", name="Arendal")


def told(outcome: LoadOutcome) -> list[str]:
    return [str(one).replace("\u00a0", " ") for one in outcome.warnings]


def test_a_load_that_does_not_add_up_is_taken_and_told_with_file_indicator_region_and_period() -> None:
    outcome = load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,")
    assert (outcome.created, Observation.objects.count()) == (2, 2)
    (line,) = told(outcome)
    assert line == (
        f"tall.csv: {PAVED}: Arendal 2024: kommunal vei med fast dekke er 261 km, men kommunal vei i alt er 244 km; "
        "avvik 17 km, mer enn avrunding forklarer"
    )
    finding = CheckFinding.objects.get()
    assert (finding.check_code, finding.left, finding.right) == ("fast-dekke", "261.000000", "244.000000")
    assert finding.figures == {PAVED: "261", ROADS: "244"}
    assert (finding.found_at, finding.resolved_at) == (NOW, None)


def test_the_second_half_of_an_identity_may_come_with_another_file() -> None:
    assert told(load(f"{PAVED},4203,2024,261,")) == []
    assert len(told(load(f"{ROADS},4203,2024,244,", days=1))) == 1


def test_a_mended_figure_closes_the_finding_and_keeps_it() -> None:
    load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,")
    assert told(load(f"{ROADS},4203,2024,264,", days=3)) == []
    finding = CheckFinding.objects.get()
    assert (finding.found_at, finding.resolved_at) == (NOW, NOW + timedelta(days=3))


def test_a_figure_that_is_withdrawn_closes_the_finding() -> None:
    load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,")
    load(f"{ROADS},4203,2024,,:", days=1)
    assert not CheckFinding.objects.open().exists()


def test_another_wrong_figure_is_a_new_finding_beside_the_old_one() -> None:
    load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,")
    load(f"{ROADS},4203,2024,250,", days=1)
    assert [(one.right, one.resolved_at is None) for one in CheckFinding.objects.order_by("pk")] == [
        ("244.000000", False),
        ("250.000000", True),
    ]


def test_a_finding_that_is_found_again_is_confirmed_and_not_repeated() -> None:
    load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,")
    check_all(now=NOW + timedelta(days=5))
    finding = CheckFinding.objects.get()
    assert (finding.found_at, finding.checked_at) == (NOW, NOW + timedelta(days=5))


def test_a_clock_that_is_behind_stops_no_load() -> None:
    load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,", days=1)
    check_all(now=NOW)
    load(f"{ROADS},4203,2024,264,", days=2)
    assert CheckFinding.objects.filter(resolved_at__isnull=False).count() == 1


def test_other_places_are_left_alone() -> None:
    load(f"{PAVED},4203,2023,261,", f"{ROADS},4203,2023,244,")
    load(f"{PAVED},4203,2024,200,", f"{ROADS},4203,2024,244,", days=1)
    assert CheckFinding.objects.open().get().period == "2023"


def test_a_load_that_is_part_of_nothing_asks_two_questions() -> None:
    create_indicator(code="noe-annet")
    load("noe-annet,4203,2024,1,")
    fetch = Fetch.objects.get()
    with CaptureQueriesContext(connection) as captured:
        check_delivery(fetch=fetch, file="tall.csv", now=NOW)
    asked = [one["sql"] for one in captured if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(asked) == 2


def test_as_many_places_as_you_like_take_the_same_questions() -> None:
    def asked(years: range, days: int) -> int:
        rows = [f"{code},4203,{year},{km}," for year in years for code, km in ((PAVED, 261), (ROADS, 244))]
        load(*rows, days=days)
        fetch = Fetch.objects.latest("pk")
        CheckFinding.objects.all().delete()
        with CaptureQueriesContext(connection) as captured:
            assert len(check_delivery(fetch=fetch, file="", now=NOW)) == len(years)
        return len(captured)

    assert asked(range(2000, 2002), 0) == asked(range(1900, 1960), 1)


def test_a_broken_check_would_be_closed_by_the_command_when_it_no_longer_ships() -> None:
    load(f"{PAVED},4203,2024,261,", f"{ROADS},4203,2024,244,")
    CheckFinding.objects.update(check_code="finnes-ikke-lenger")
    check_all(now=NOW + timedelta(days=1))
    assert CheckFinding.objects.open().get().check_code == "fast-dekke"


# The sums of groups -------------------------------------------------------------------------------------------------


@pytest.fixture
def fires() -> None:
    create_indicator(code="branner", name_nb="Branner", unit="antall", decimals=0, group_value=GroupValue.SUM)
    group = create_region(code="EKG11", name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)
    for code in ("3909", "3905"):
        create_group_membership(group=group, member=create_region(code=code, name=f"Kommune {code}"))


@pytest.mark.usefixtures("fires")
def test_members_that_have_more_than_their_group_are_told_whichever_comes_last() -> None:
    assert told(load("branner,EKG11,2024,40,", "branner,3909,2024,30,")) == []
    (line,) = told(load("branner,3905,2024,21,", days=1))
    assert "KOSTRA-gruppe 11 2024: «Branner» er 51 for medlemmene til sammen" in line
    assert "gruppens sum er publisert som 40; avvik 11" in line
    assert CheckFinding.objects.open().get().figures == {"3905": "21", "3909": "30"}
    assert told(load("branner,EKG11,2024,60,", days=2)) == []
    assert not CheckFinding.objects.open().exists()


@pytest.mark.usefixtures("fires")
def test_a_municipality_that_is_no_member_does_not_count() -> None:
    create_region(code="4001", name="Porsgrunn")
    assert told(load("branner,EKG11,2024,40,", "branner,4001,2024,300,")) == []


@pytest.mark.usefixtures("fires")
def test_the_catalogue_may_say_anew_that_a_value_is_a_sum() -> None:
    def catalogue(group_value: str, days: int) -> LoadOutcome:
        body = f"indicator_id,name_nb,unit,group_value\nbranner,Branner,antall,{group_value}\n".encode()
        return load_indicators(name="katalog.csv", body=body, by="test", now=NOW + timedelta(days=days))

    catalogue("mean", 0)
    load("branner,EKG11,2024,4,", "branner,3909,2024,30,")
    assert not CheckFinding.objects.exists()
    assert "katalog.csv: branner: KOSTRA-gruppe 11 2024" in told(catalogue("sum", 1))[0]
    catalogue("mean", 2)
    assert not CheckFinding.objects.open().exists()


# What the database holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"resolved_at": NOW - timedelta(days=1)}, "finding_over_after_found"),
        ({"checked_at": NOW - timedelta(days=1)}, "finding_checked_after_found"),
        ({"period": ""}, "finding_has_period"),
    ],
)
def test_impossible_findings_are_refused(values: dict[str, Any], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        finding(**values)


def test_one_place_has_one_open_finding_and_any_number_of_old_ones() -> None:
    kept = finding(resolved_at=NOW)
    again = {"indicator": kept.indicator, "region": kept.region}
    finding(**again, resolved_at=NOW)
    finding(**again)
    with pytest.raises(IntegrityError), transaction.atomic():
        finding(**again)


def finding(**values: Any) -> CheckFinding:
    moments: dict[str, datetime] = {"found_at": NOW, "checked_at": NOW}
    made = {name: make() for name, make in RELATED.items() if name not in values}
    said = {"check_code": "fast-dekke", "period": "2024", "left": "2", "right": "1", "allowed": "0.5"}
    return CheckFinding.objects.create(**said | moments | made | values)


RELATED: dict[str, Any] = {"indicator": create_indicator, "region": create_region}
