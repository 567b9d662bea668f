"""A frozen report is the report: everything comes back, and the same content always has the same hash."""

import json
from dataclasses import is_dataclass, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting import documents as documents_of_reports
from reporting.charts.svg import Svg
from reporting.documents import (
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Look,
    Paragraph,
    Picture,
    ReportDocument,
    Role,
    Table,
)
from reporting.drawing import Drawing
from reporting.frozen import PARTS, NotADocument, content_hash, frozen, thawed

# What a database holds: neither NUL nor half of a letter.
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
numbers = st.decimals(allow_nan=False, allow_infinity=False)
few_texts = st.lists(texts, max_size=3).map(tuple)
pictures = st.builds(Picture, texts, st.binary(max_size=20), texts, texts)
drawings = st.builds(Drawing, texts, texts.map(Svg), texts.map(Svg))
cells = st.builds(Cell, texts, texts, st.booleans(), st.none() | numbers)
columns = st.builds(Column, texts, st.booleans(), texts, st.integers(1, 9))
tables = st.builds(
    Table,
    texts,
    st.lists(columns, max_size=2).map(tuple),
    st.lists(st.lists(cells, max_size=2).map(tuple), max_size=2).map(tuple),
    texts,
    texts,
    st.none() | drawings,
)
facts = st.builds(FactList, st.lists(st.tuples(texts, texts), max_size=2).map(tuple))
blocks = st.one_of(
    st.builds(Heading, st.integers(1, 6), texts, st.integers(0, 999)),
    st.builds(Paragraph, texts, st.sampled_from(Role)),
    st.builds(LightLine, texts, texts, texts, texts),
    facts,
    st.builds(Bullets, few_texts),
    st.builds(Comment, few_texts, texts),
    pictures,
    tables,
)
documents = st.builds(
    ReportDocument,
    language=texts,
    publisher=texts,
    title=texts,
    subtitle=texts,
    facts=facts,
    contents_title=texts,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    made_on=st.dates(),
    front=few_texts,
    look=st.builds(Look, texts, st.none() | pictures),
)


@settings(max_examples=30)
@given(documents)
def test_every_document_comes_back_exactly_from_the_text_that_is_stored(document: ReportDocument) -> None:
    back = thawed(json.loads(json.dumps(frozen(document))))
    # What `repr` tells apart and `==` does not: 1.5 and 1.50, a drawing and a text.
    assert (back, repr(back)) == (document, repr(document))


def test_everything_that_a_document_can_hold_can_be_frozen() -> None:
    parts = (one for one in vars(documents_of_reports).values() if isinstance(one, type) and is_dataclass(one))
    assert {one.__name__ for one in parts} <= PARTS.keys()


SMALL = ReportDocument(
    language="nb",
    publisher="Larvik kommune",
    title="Årsrapport 2024",
    subtitle="Samfunnsdelen",
    facts=FactList((("Rapportår", "2024"),)),
    contents_title="Innhold",
    blocks=(
        Paragraph("Fondet er 6,10 %."),
        Table("Tall", (Column("2024"),), ((Cell("6,10", number=Decimal("6.10")),),)),
    ),
    made_on=date(2025, 3, 1),
)


def hash_of(document: ReportDocument) -> str:
    return content_hash(document=frozen(document), figures=[], certificates=[])


def test_the_order_of_keys_does_not_change_the_hash_and_a_zero_does() -> None:
    kept = frozen(SMALL)
    turned = dict(reversed(kept.items()))
    assert content_hash(document=turned, figures=[], certificates=[]) == hash_of(SMALL)
    table = Table("Tall", (Column("2024"),), ((Cell("6,10", number=Decimal("6.1")),),))
    assert hash_of(replace(SMALL, blocks=(SMALL.blocks[0], table))) != hash_of(SMALL)


def test_figures_and_certificates_count_in_the_hash() -> None:
    kept = frozen(SMALL)
    hashes = {
        content_hash(document=kept, figures=figures, certificates=certificates)
        for figures, certificates in (([], []), ([{"a": 1}], []), ([], [{"a": 1}]))
    }
    assert len(hashes) == 3


def test_what_was_kept_before_a_part_got_another_field_is_still_read() -> None:
    kept = frozen(SMALL)
    del kept["front"], kept["look"]
    assert thawed(kept) == SMALL


@pytest.mark.parametrize(
    "kept",
    [
        {},
        {"part": "Heading", "level": 1, "text": "x"},
        {"part": "Ukjent"},
        {"part": "ReportDocument"},
        {"day": "i går"},
    ],
)
def test_what_is_no_report_is_refused(kept: dict[str, object]) -> None:
    with pytest.raises(NotADocument):
        thawed(kept)
