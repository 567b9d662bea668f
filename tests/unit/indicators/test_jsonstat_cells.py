"""The cells of a dataset as figures of indicators, regions and periods."""

from decimal import Decimal

import pytest

from indicators.sources.jsonstat import DatasetRefused, IndicatorInTable, Refusal, cells_of, indicators_in, read_dataset
from tests.jsonstat_files import Document, body_of, kostra


def read(document: Document, *, stem: str = "fil") -> list[tuple[str, str, str, object]]:
    dataset = read_dataset(body_of(document), stem=stem, max_cells=200_000)
    return [(cell.indicator, cell.region, cell.period, cell.value) for cell in cells_of(dataset)]


def indicators(document: Document, *, stem: str = "fil") -> list[IndicatorInTable]:
    return list(indicators_in(read_dataset(body_of(document), stem=stem, max_cells=200_000)))


def axis(*codes: str) -> Document:
    return {"category": {"index": list(codes)}}


def cube(**axes: Document) -> Document:
    """A dataset of dimensions without roles, whose values count from 0."""
    sizes = [len(axis["category"]["index"]) for axis in axes.values()]
    cells = 1
    for size in sizes:
        cells *= size
    return {"class": "dataset", "id": list(axes), "size": sizes, "dimension": axes, "value": list(range(cells))}


def refusal_of(document: Document, *, stem: str = "fil") -> Refusal:
    dataset = read_dataset(body_of(document), stem=stem, max_cells=200_000)
    with pytest.raises(DatasetRefused) as refused:
        cells_of(dataset)
    with pytest.raises(DatasetRefused) as again:
        indicators_in(dataset)
    assert refused.value.reason is again.value.reason
    return refused.value.reason


def test_an_indicator_is_named_by_table_and_codes_without_region_and_time() -> None:
    cells = read(kostra())
    assert cells[0] == ("12134:KOSAGD230000", "3909", "2023", Decimal("-0.5"))
    assert cells[3] == ("12134:KOSfond", "3909", "2024", Decimal(0))
    assert cells[7] == ("12134:KOSfond", "EAKUO", "2024", Decimal(16))


def test_codes_stand_in_the_order_of_id_and_constant_dimensions_count() -> None:
    document = cube(art=axis("AGD10"), Tid=axis("2024"), funksjon=axis("202", "FGK8b"), Region=axis("3909"))
    assert read(document, stem="12362") == [
        *(("12362:AGD10:202", "3909", "2024", 0), ("12362:AGD10:FGK8b", "3909", "2024", 1)),
    ]


def test_region_and_time_may_stand_anywhere() -> None:
    document = cube(Tid=axis("2023", "2024"), maal=axis("a", "b"), Region=axis("1", "2", "3"), x=axis("p", "q"))
    dataset = read_dataset(body_of(document), stem="t", max_cells=1_000)
    for cell in cells_of(dataset):
        tid, maal, region, other = dataset.codes_at(cell.position)
        assert (cell.indicator, cell.region, cell.period) == (f"t:{maal}:{other}", region, tid)
        assert cell.value == cell.position


def test_cells_of_later_stretches_are_as_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.sources.jsonstat.cells.CELLS_AT_A_TIME", 7)
    document = cube(Region=axis(*"3459"), maal=axis(*"abc"), Tid=axis(*map(str, range(2015, 2020))))
    document["value"][40] = 0.10000000000000000001
    body = body_of(document).replace(b"0.1,", b"0.10000000000000000001,")
    dataset = read_dataset(body, stem="t", max_cells=60)
    cells = list(cells_of(dataset))
    assert [(cell.region, cell.indicator[2:], cell.period) for cell in cells] == list(map(dataset.codes_at, range(60)))
    assert [cell.literal for cell in cells][39:42] == ["39", "0.10000000000000000001", "41"]


def test_without_region_or_time_there_is_a_dash_and_no_period() -> None:
    assert read(cube(maal=axis("a", "b"))) == [("fil:a", "-", "", 0), ("fil:b", "-", "", 1)]


def test_with_region_and_time_alone_the_table_is_the_indicator() -> None:
    document = cube(Region=axis("3909"), Tid=axis("2024")) | {"label": "Folkemengde"}
    assert read(document) == [("fil", "3909", "2024", 0)]
    assert indicators(document) == [IndicatorInTable("fil", "Folkemengde", "", None)]


def test_an_indicator_has_the_names_unit_and_decimals_of_its_codes() -> None:
    document = kostra()
    del document["dimension"]["ContentsCode"]["category"]["unit"]["KOSfond"]["decimals"]
    assert indicators(document) == [
        IndicatorInTable("12134:KOSAGD230000", "Netto driftsresultat", "prosent", 1),
        IndicatorInTable("12134:KOSfond", "Disposisjonsfond", "1000 kr", 2, adds_up=True),
    ]


def test_a_name_joins_the_labels_and_is_no_longer_than_a_name_can_be() -> None:
    document = cube(art=axis("A"), funksjon=axis("F"))
    document["dimension"]["art"]["category"]["label"] = {"A": "Brutto"}
    document["dimension"]["funksjon"]["category"]["label"] = {"F": "Grunnskole"}
    assert indicators(document)[0].name == "Brutto, Grunnskole"
    document["dimension"]["funksjon"]["category"]["label"] = {"F": "x" * 1_000}
    assert len(indicators(document)[0].name) == 500


def test_decimals_of_px_that_are_no_number_are_passed_over() -> None:
    assert indicators(cube(maal=axis("a")) | {"extension": {"px": {"decimals": "to"}}})[0].decimals is None


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ({"geo": ["maal", "Region"]}, Refusal.SEVERAL_REGION_DIMENSIONS),
        ({"time": ["maal", "Region"]}, Refusal.SEVERAL_TIME_DIMENSIONS),
    ],
)
def test_two_dimensions_cannot_both_be_the_region_or_the_time(role: Document, reason: Refusal) -> None:
    assert refusal_of(cube(maal=axis("a"), Region=axis("3909")) | {"role": role}) is reason


def test_two_known_names_for_one_role_are_not_guessed_between() -> None:
    assert refusal_of(cube(year=axis("2024"), time=axis("2024"))) is Refusal.SEVERAL_TIME_DIMENSIONS


@pytest.mark.parametrize("code", ["", "to ord", "tab\tulator", "hard\N{NO-BREAK SPACE}blank"])
def test_codes_with_whitespace_make_no_indicator(code: str) -> None:
    assert refusal_of(cube(maal=axis("a", code))) is Refusal.CODE_HAS_WHITESPACE
    assert refusal_of(cube(maal=axis("a")), stem=code) is Refusal.CODE_HAS_WHITESPACE


def test_whitespace_in_a_region_is_no_matter_of_the_indicator() -> None:
    assert read(cube(maal=axis("a"), Region=axis("Larvik by")))[0][1] == "Larvik by"


def test_two_combinations_with_the_same_code_are_refused() -> None:
    assert refusal_of(cube(a=axis("x", "x:y"), b=axis("z", "y:z"))) is Refusal.CODE_AMBIGUOUS


def test_a_code_longer_than_a_code_can_be_is_refused_before_it_is_made() -> None:
    document = cube(a=axis("x" * 1_000_000), b=axis(*map(str, range(100_000))))
    assert refusal_of(document) is Refusal.CODE_TOO_LONG


def test_a_description_of_more_indicators_than_anybody_has_is_refused() -> None:
    hundred = axis(*map(str, range(100)))
    document = cube(a=axis("x"), b=axis("y")) | {"id": list("abcd"), "size": [100] * 4, "value": []}
    assert refusal_of(document | {"dimension": dict.fromkeys("abcd", hundred)}) is Refusal.TOO_MANY_INDICATORS
