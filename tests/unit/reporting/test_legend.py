"""The page that explains the signs holds every one of them, each drawn as elsewhere and with words."""

from xml.etree import ElementTree as ET

from reporting.charts import Mark
from reporting.legend import chart_marks, kinds_of_lights, reasons_for_grey, signs_in_tables
from targets.rules import Reason


def test_every_mark_of_the_charts_is_explained_by_a_picture_of_its_own() -> None:
    marks = chart_marks()
    assert len(marks) == len(Mark)
    assert len({one.sign for one in marks}) == len({one.meaning for one in marks}) == len(Mark)
    for one in marks:
        drawing = ET.fromstring(one.sign)  # noqa: S314 - our own drawing
        assert drawing.get("aria-hidden") == "true"
        assert list(drawing)


def test_every_reason_for_grey_is_explained() -> None:
    assert len(set(reasons_for_grey())) == len(Reason)


def test_words_follow_the_kind_of_target() -> None:
    words = {kind.name: [word for _light, word in kind.words] for kind in kinds_of_lights()}
    assert words["Krav"] == ["Oppfylt", "Nær kravet", "Ikke oppfylt"]
    assert words["Vei mot et mål"] == ["I rute", "Litt bak", "Ikke i rute"]
    assert words["Etter fristen"] == ["Nådd", "Nesten nådd", "Ikke nådd"]
    assert words["Fast oppgave"] == ["I rute", "Forfalt"]
    assert words["Retning"] == ["Bedre", "Uendret", "Verre"]


def test_symbols_of_missing_figures_are_explained() -> None:
    assert [one.sign for one in signs_in_tables()] == ["*", ".", "..", ":", "-"]
