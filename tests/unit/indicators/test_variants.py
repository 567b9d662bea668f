"""What kind of figure a name says: a cost for each inhabitant, or the same thing as another but measured otherwise."""

from dataclasses import dataclass, replace

import pytest

from indicators.per_inhabitant import is_cost_per_inhabitant
from indicators.siblings import siblings_of


@pytest.mark.parametrize(
    ("name", "unit", "expected"),
    [
        pytest.param("Netto driftsutgifter per innbygger (202) grunnskole", "NOK", True, id="a cost, and a function"),
        pytest.param("Netto driftsutgifter pr. innbygger til Barnevern", "NOK", True, id="pr. is per"),
        pytest.param("Netto driftsutgifter til bibliotek", "kroner per innbygger", True, id="the unit says per whom"),
        pytest.param("Driftsutgifter per innbygger i kroner", "kr", True, id="kroner at the end"),
        pytest.param("Netto driftsutgifter per innbygger 6-15 år", "NOK", False, id="counted over an age group"),
        pytest.param("Netto driftsutgifter, pr. innbygger 67 år og over", "NOK", False, id="over an age and above"),
        pytest.param("Utgifter per elev", "NOK", False, id="per pupil"),
        pytest.param("Frie inntekter per innbygger", "NOK", False, id="income is no cost"),
        pytest.param("Frie inntekter per innbygger (justert for utgiftsbehov)", "NOK", False, id="need is no cost"),
        pytest.param("Netto lånegjeld per innbygger", "NOK", False, id="debt is no cost"),
        pytest.param("Netto driftsutgifter til grunnskole", "NOK_1000", False, id="an amount as it is"),
        pytest.param("Utgifter per innbygger, andel", "percent", False, id="a share"),
        pytest.param("Netto driftsutgifter per innbyggertime", "NOK", False, id="another word that begins the same"),
    ],
)
def test_a_cost_for_each_inhabitant(name: str, unit: str, expected: bool) -> None:
    assert is_cost_per_inhabitant(name, unit) is expected


@dataclass(frozen=True)
class One:
    name_nb: str
    code: str = ""
    unit: str = "percent"
    scope: str = ""
    is_need_adjusted: bool = False


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        pytest.param(
            One("Disposisjonsfond (kommunekasse), andel av brutto driftsinntekter", scope="kommunekasse"),
            One("Disposisjonsfond i prosent av brutto driftsinntekter"),
            True,
            id="the treasury beside the konsern",
        ),
        pytest.param(
            One("Netto driftsutgifter per innbygger **)", unit="NOK", is_need_adjusted=True),
            One("Netto driftsutgifter pr. innbygger", unit="kroner"),
            True,
            id="adjusted for need beside as it is",
        ),
        pytest.param(
            One("Lånegjeld (B)", scope="kommunekasse"), One("Lånegjeld", scope="konsern"), True, id="a mark is no name"
        ),
        pytest.param(
            One("Netto lånegjeld, kommunekasse"),
            One("Netto lånegjeld"),
            True,
            id="said in the name alone",
        ),
        pytest.param(One("Netto lånegjeld"), One("Netto lånegjeld"), False, id="the same variant is another figure"),
        pytest.param(
            One("Netto lånegjeld", scope="kommunekasse"), One("Netto lånegjeld", unit="NOK"), False, id="another unit"
        ),
        pytest.param(One("Lånegjeld", scope="kommunekasse"), One("Netto lånegjeld"), False, id="gross is not net"),
    ],
)
def test_the_same_thing_measured_otherwise(left: One, right: One, expected: bool) -> None:
    one, other = replace(left, code="a"), replace(right, code="b")
    assert (siblings_of(one, [one, other]) == [other]) is expected
    assert (siblings_of(other, [one, other]) == [one]) is expected
