"""The annual report says which targets were changed after the plan was adopted, and why."""

from decimal import Decimal

from reporting.exports.annual_layout import annual_document
from reporting.queries.annual_report import annual_report
from targets.services.promises import change_promise
from tests import factories
from tests.factories import NOW, TODAY


def test_a_changed_target_is_told_with_its_reason() -> None:
    target = factories.create_target(lower=Decimal(5))
    change_promise(target=target, values={"lower": Decimal(4)}, reason="Sak 12/26", by="kari", on=TODAY, now=NOW)
    document = annual_document(annual_report(plan=target.plan, year=2025, on=TODAY))
    said = [getattr(block, "text", "").replace("\u00a0", " ") for block in document.blocks]
    assert "Måltallet ble endret 1. juli 2026: før «minst 5 %», nå «minst 4 %». Begrunnelse: Sak 12/26." in said
