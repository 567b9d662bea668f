"""A test that commits leaves no sealed report behind for the next one, though nobody else can delete one."""

import pytest

from reporting.models import SealedReport
from tests import factories


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["once", "again"])
def test_sealed_reports_go_with_the_test_that_made_them(turn: str) -> None:
    assert not SealedReport.objects.exists(), turn
    factories.create_sealed_report(factories.create_plan())
