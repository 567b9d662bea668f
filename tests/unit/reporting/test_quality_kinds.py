"""Every kind of thing to look at has a name, and one place among what to do."""

import pytest

from reporting.quality import DOINGS, LABELS, Kind


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_has_a_name_and_one_doing(kind: Kind) -> None:
    assert str(LABELS[kind])
    assert sum(kind in doing.kinds for doing in DOINGS) == 1


def test_the_choices_stand_in_the_order_of_what_to_do() -> None:
    assert [kind for doing in DOINGS for kind in doing.kinds] == list(LABELS) == list(Kind)
