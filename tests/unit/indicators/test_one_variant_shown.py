"""Where the same thing is measured in several ways, one of them is shown and names the others."""

from dataclasses import dataclass

import pytest

from indicators.siblings import most_told


@dataclass(frozen=True)
class Kpi:
    code: str
    name_nb: str
    unit: str = "NOK"
    scope: str = ""
    is_need_adjusted: bool = False


CONCERN = Kpi("konsern", "Netto lånegjeld per innbygger")
TREASURY = Kpi("kasse", "Netto lånegjeld per innbygger (kommunekasse)")
ADJUSTED = Kpi("justert", "Netto lånegjeld per innbygger (justert for utgiftsbehov)", is_need_adjusted=True)
OTHER = Kpi("annet", "Frie inntekter per innbygger")


def told(*indicators: Kpi, **figures: int) -> dict[str, list[str]]:
    return {code: [one.code for one in others] for code, others in most_told(indicators, figures).items()}


@pytest.mark.parametrize(
    ("indicators", "figures", "expected"),
    [
        pytest.param([CONCERN, TREASURY], {"konsern": 8, "kasse": 9}, {"kasse": ["konsern"]}, id="most figures"),
        pytest.param([CONCERN, TREASURY], {"konsern": 9, "kasse": 9}, {"konsern": ["kasse"]}, id="a tie: the konsern"),
        pytest.param([CONCERN, ADJUSTED], {}, {"justert": ["konsern"]}, id="a tie without figures: the adjusted"),
        pytest.param(
            [TREASURY, CONCERN, ADJUSTED], {"konsern": 1}, {"konsern": ["kasse", "justert"]}, id="three ways of it"
        ),
        pytest.param([CONCERN, OTHER], {"konsern": 9}, {"konsern": [], "annet": []}, id="two things are both shown"),
        pytest.param([TREASURY], {}, {"kasse": []}, id="alone in its variant"),
        pytest.param([], {}, {}, id="nothing"),
    ],
)
def test_which_variant_is_shown(indicators: list[Kpi], figures: dict[str, int], expected: dict[str, list[str]]) -> None:
    assert told(*indicators, **figures) == expected


def test_two_of_the_same_variant_are_both_shown_and_each_names_the_other_variant() -> None:
    twin = Kpi("tvilling", "Netto lånegjeld pr. innbygger")
    assert told(CONCERN, twin, TREASURY, konsern=2, tvilling=2, kasse=3) == {
        "konsern": ["kasse"],
        "tvilling": ["kasse"],
    }


def test_another_unit_is_another_thing() -> None:
    share = Kpi("andel", "Netto lånegjeld per innbygger (kommunekasse)", unit="percent")
    assert told(CONCERN, share) == {"konsern": [], "andel": []}
