"""When a figure says anything new."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.rules import CITED, CORRECTION, OFFICIAL, SHOWN
from indicators.vintages import News, Verdict, Vintage, news_in, official_of, verdict_on, verdicts_on

SPRING, SUMMER, AUTUMN = (datetime(2025, month, 1, tzinfo=UTC) for month in (4, 7, 10))


def said(literal: str = "5", *, at: datetime = SUMMER, **more: object) -> Vintage:
    values = {"missing": "" if literal else "..", "kind": "actual", "standing": OFFICIAL} | more
    table = {"source_table": "", "table_rank": 0} | {key: values.pop(key) for key in ("source_table",) if key in values}
    return Vintage(literal=literal, known_from=at, **(table | values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("arriving", "kept", "news"),
    [
        pytest.param(said("5"), [], News.NEW, id="first figure of the cell"),
        pytest.param(said("5"), [said("5", at=SPRING)], News.SAME, id="said again"),
        pytest.param(said("5.0"), [said("5", at=SPRING)], News.SAME, id="the same number with more zeros"),
        pytest.param(said("6"), [said("5", at=SPRING)], News.CHANGED, id="a revision"),
        pytest.param(said(""), [said("5", at=SPRING)], News.CHANGED, id="withdrawn"),
        pytest.param(said("", missing=":"), [said("", at=SPRING)], News.CHANGED, id="another reason for missing"),
        pytest.param(said("0"), [said("", at=SPRING)], News.CHANGED, id="zero is not missing"),
        pytest.param(said("5"), [said("5", at=SPRING, kind="provisional")], News.CHANGED, id="final after provisional"),
        pytest.param(said("5"), [said("6", at=AUTUMN)], News.NEW, id="nothing was known at the time"),
        pytest.param(said("5"), [said("5", at=SPRING), said("6", at=AUTUMN)], News.SAME, id="as it was known then"),
        pytest.param(
            said("5"), [said("5", at=SPRING, standing=CITED)], News.NEW, id="another standing is another series"
        ),
        pytest.param(
            said("5", standing=CORRECTION), [said("5")], News.NEW, id="a correction stands beside the official"
        ),
        pytest.param(
            said("5"), [said("5", at=SPRING), said("6", at=SPRING, number=2)], News.CHANGED, id="the later row"
        ),
    ],
)
def test_news(arriving: Vintage, kept: list[Vintage], news: News) -> None:
    assert news_in(arriving, kept) is news


def test_a_table_is_compared_with_itself_where_it_has_spoken() -> None:
    detail, overview = said("7", source_table="detail", table_rank=1), said("8", source_table="overview", table_rank=2)
    assert news_in(overview, [detail]) is News.CHANGED
    assert news_in(detail, [detail, overview]) is News.SAME
    assert news_in(overview, [detail, overview]) is News.SAME


def test_a_table_that_has_not_spoken_is_compared_with_the_current_figure() -> None:
    detail = said("7", source_table="detail", table_rank=1)
    assert news_in(replace(detail, source_table="overview", table_rank=2), [detail]) is News.SAME
    assert (
        news_in(said("7", source_table="text"), [detail, said("8", source_table="overview", table_rank=2)])
        is News.CHANGED
    )


def test_shown_figures_of_different_kinds_and_scenarios_stand_side_by_side() -> None:
    projection = said("50", standing=SHOWN, kind="projection", scenario="hovedalternativet")
    assert news_in(replace(projection, kind="estimate"), [projection]) is News.NEW
    assert news_in(replace(projection, scenario="lav"), [projection]) is News.NEW
    assert news_in(replace(projection, literal="51"), [projection]) is News.CHANGED


def test_the_official_figure_is_the_newest_known_at_the_time() -> None:
    kept = [said("5", at=SPRING), said("6", at=AUTUMN), said("9", standing=CITED)]
    assert official_of(kept, SUMMER) == kept[0]
    assert official_of(kept, AUTUMN) == kept[1]
    assert official_of(kept, SPRING - timedelta(days=1)) is None


figures = st.builds(
    said,
    st.sampled_from(["", "1", "2", "2.0"]),
    at=st.sampled_from([SPRING, SUMMER, AUTUMN]),
    source_table=st.sampled_from(["", "detail", "overview"]),
    standing=st.sampled_from([SHOWN, CITED, OFFICIAL]),
    kind=st.sampled_from(["actual", "provisional"]),
)


@given(figures, st.lists(figures, max_size=6))
def test_saying_it_once_more_is_never_news(figure: Vintage, kept: list[Vintage]) -> None:
    kept = [replace(one, number=number) for number, one in enumerate(kept)]
    if news_in(figure, kept) is not News.SAME:
        kept.append(replace(figure, number=len(kept)))
    assert news_in(figure, kept) is News.SAME


def test_a_quotation_of_the_official_figure_is_no_news_and_a_wrong_one_is_told() -> None:
    official = said("5", at=SPRING)
    assert verdict_on(said("5.0", standing=CITED), [official]) == Verdict(News.SAME)
    assert verdict_on(said("6", standing=CITED), [official]) == Verdict(News.NEW, official)
    assert verdict_on(said("6", standing=CITED), []) == Verdict(News.NEW)
    assert verdict_on(said("6"), [official]) == Verdict(News.CHANGED)


def test_a_table_that_a_later_one_contradicts_has_its_word_kept() -> None:
    first = said("5", at=SPRING)
    detail, overview = said("5", source_table="detail"), said("6", source_table="overview")
    assert [one.news for one in verdicts_on([detail], [first])] == [News.SAME]
    assert [one.news for one in verdicts_on([detail, overview], [first])] == [News.CHANGED, News.CHANGED]


def kept_after(arriving: list[Vintage], kept: list[Vintage]) -> list[Vintage]:
    verdicts = zip(arriving, verdicts_on(arriving, kept), strict=True)
    added = [one for one, verdict in verdicts if verdict.news is not News.SAME]
    return kept + [replace(one, number=len(kept) + number) for number, one in enumerate(added)]


def without_contradictions(figures: list[Vintage]) -> list[Vintage]:
    """As the door lets them in: of one table and series only what says the same as the first."""
    first = {(one.series, one.source_table): one for one in reversed(figures)}
    return [one for one in figures if one.says_same(first[one.series, one.source_table])]


def delivery_of(figures: list[Vintage], at: datetime, judged: int) -> list[Vintage]:
    """What one delivery says of a cell: all at one time, and what is judged at one standing."""
    standings = {SHOWN: SHOWN, CITED: judged, OFFICIAL: judged}
    told = [replace(one, known_from=at, standing=standings[one.standing]) for one in figures]
    return without_contradictions(told)


deliveries = st.builds(
    delivery_of,
    st.lists(figures, max_size=5),
    st.sampled_from([SPRING, SUMMER, AUTUMN]),
    st.sampled_from([CITED, OFFICIAL]),
)


@given(st.lists(deliveries, max_size=4), deliveries)
def test_a_delivery_that_comes_again_is_no_news(earlier: list[list[Vintage]], last: list[Vintage]) -> None:
    kept: list[Vintage] = []
    for delivery in [*earlier, last]:
        kept = kept_after(delivery, kept)
    assert kept_after(last, kept) == kept
    if all(one.known_from <= now.known_from for one in kept for now in last):
        assert kept_after([replace(one, known_from=AUTUMN) for one in last], kept) == kept
