"""The benchmark of judging what is touched judges exactly that. How fast it is is for `make bench` to say."""

import pytest

from bench import incremental
from bench.synthetic import make_plan
from targets.models import Target
from targets.services.touching import touch
from tests.factories import NOW


def test_one_series_in_a_hundred_is_compared_with_everything() -> None:
    (result,) = incremental.against_everything(targets=200, rounds=1)
    assert result.at_least == 20
    assert result.milliseconds > 0
    assert "1 % of 200 targets" in result.name


def test_a_delivery_that_judges_others_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    make_plan(targets=5)
    incremental.settle()
    touch(Target.objects.values_list("pk", flat=True)[:3], now=NOW)
    with pytest.raises(incremental.OthersJudged, match="3 targets were judged, and 1 are touched"):
        incremental.require_judged(1)
