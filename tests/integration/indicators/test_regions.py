"""Finding and making regions."""

from datetime import date

from pytest_django import DjangoAssertNumQueries

from indicators.models import Region
from indicators.regions import resolve
from tests.factories import create_region, create_region_version


def test_a_known_region_is_found_whatever_it_has_been_renamed_to() -> None:
    region = create_region(code="3909", name="Larvik kommune")
    assert resolve(["Larvik", "3909", "Larvik kommune"]) == dict.fromkeys(["3909", "Larvik", "Larvik kommune"], region)


def test_a_code_that_came_first_is_its_own_name() -> None:
    region = resolve(["EKG13"])["EKG13"]
    assert (region.code, region.name) == ("EKG13", "EKG13")


def test_of_two_with_one_name_the_one_that_still_is_is_meant() -> None:
    old, unknown, now, older = (create_region(name="Våler") for _ in range(4))
    create_region_version(region=old, valid_from=date(2010, 1, 1), valid_to=date(2020, 1, 1))
    create_region_version(region=older, valid_from=date(2010, 1, 1), valid_to=date(2015, 1, 1))
    assert resolve(["Våler"]) == {"Våler": unknown}
    create_region_version(region=now, valid_from=date(2020, 1, 1))
    assert resolve(["Våler"]) == {"Våler": now}
    unknown.delete()
    now.delete()
    assert resolve(["Våler"]) == {"Våler": old}


def test_of_two_that_still_are_the_first_is_meant() -> None:
    first, second = (create_region(name="Herøy") for _ in range(2))
    for one in (second, first):
        create_region_version(region=one)
    assert resolve(["Herøy"]) == {"Herøy": first}


def test_a_group_is_found_by_its_number_whatever_it_is_called() -> None:
    region = resolve(["EKG04"])["EKG04"]
    assert resolve(["KOSTRA-gruppe 4"]) == {"KOSTRA-gruppe 4": region}
    assert resolve(["KOSTRA-gruppe 5"])["KOSTRA-gruppe 5"].code == "EKG05"


def test_names_that_make_the_same_code_are_two_regions_and_stay_so() -> None:
    first = resolve(["Bø"])["Bø"]
    second = resolve(["Bo"])["Bo"]
    assert (first.code, second.code) == ("bo", "bo-2")
    assert resolve(["Bø", "Bo"]) == {"Bo": second, "Bø": first}


def test_a_third_name_with_the_same_code_gets_the_next_number() -> None:
    codes = [resolve([name])[name].code for name in ("Bø", "Bo", "Bó")]
    assert codes == ["bo", "bo-2", "bo-3"]
    assert resolve(["Bó"])["Bó"].code == "bo-3"


def test_a_hundred_regions_take_three_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(3):
        resolve([f"Sted {number}" for number in range(100)])
    with django_assert_num_queries(1):
        resolve([f"Sted {number}" for number in range(100)])
    assert Region.objects.count() == 100
