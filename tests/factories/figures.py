"""What the figures say: indicators, and each figure with the delivery it came in."""

import hashlib
import zlib
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from accounts.models import Municipality
from indicators.formulas import FormulaKind, TermRole
from indicators.models import (
    Channel,
    Fetch,
    Formula,
    FormulaTerm,
    Indicator,
    IndicatorAlias,
    NeedIndex,
    Observation,
    QualityRecord,
    Region,
    ServiceArea,
    Upload,
)
from indicators.periods import parse_period
from tests.factories.moments import NOW
from tests.factories.numbered import numbers
from tests.factories.people import create_municipality
from tests.factories.places import create_region


def create_service_area(**values: Any) -> ServiceArea:
    return ServiceArea.objects.create(**{"name": f"Tjeneste {next(numbers)}"} | values)


def create_indicator(**values: Any) -> Indicator:
    """One of the public catalogue, in percent; `namespace=plan.code` makes one that a plan owns."""
    number = next(numbers)
    defaults = {"code": f"indikator-{number}", "name_nb": f"Indikator {number}", "unit": "prosent", "decimals": 1}
    return Indicator.objects.create(**defaults | values)


def create_alias(*, indicator: Indicator | None = None, **values: Any) -> IndicatorAlias:
    return IndicatorAlias.objects.create(
        indicator=indicator or create_indicator(), **{"alias": f"Alias {next(numbers)}"} | values
    )


def create_formula(
    indicator: Indicator | None = None,
    *,
    plus: Sequence[Indicator] = (),
    minus: Sequence[Indicator] = (),
    over: Indicator | None = None,
    **values: Any,
) -> Formula:
    """That an indicator is computed from others: a sum, until the test says otherwise. Nothing is computed yet."""
    formula = Formula.objects.create(indicator=indicator or create_indicator(), **{"kind": FormulaKind.SUM} | values)
    terms = [(TermRole.ADDED, one) for one in plus] + [(TermRole.SUBTRACTED, one) for one in minus]
    terms += [(TermRole.DENOMINATOR, over)] if over else []
    for order, (role, term) in enumerate(terms):
        FormulaTerm.objects.create(formula=formula, indicator=term, role=role, order=order)
    return formula


def create_quality_record(*indicators: Indicator, **values: Any) -> QualityRecord:
    number = next(numbers)
    defaults = {"code": f"DQ-{number}", "kind": "merknad", "text": f"Merknad {number}"}
    record = QualityRecord.objects.create(**defaults | values)
    record.indicators.set(indicators)
    return record


def create_fetch(**values: Any) -> Fetch:
    number = next(numbers)
    defaults = {
        "channel": Channel.CSV,
        "name": f"tall-{number}.csv",
        "checksum": f"{number:064x}",
        "body": b"",
        "received_at": NOW,
        "known_from": NOW,
        "received_from": "test",
    }
    return Fetch.objects.create(**defaults | values)


def create_observation(
    *,
    indicator: Indicator | None = None,
    region: Region | None = None,
    period: str = "2025",
    literal: str = "10",
    missing: str = "",
    known_from: datetime | None = None,
    fetch: Fetch | None = None,
    **values: Any,
) -> Observation:
    """One figure as published (`literal="5.0"`), or the symbol that stands there instead (`missing=":"`)."""
    fetch = fetch or create_fetch(**{"known_from": known_from} if known_from else {})
    published = {} if missing else {"literal": literal, "value": Decimal(literal)}
    return Observation.objects.create(
        indicator=indicator or create_indicator(),
        region=region or create_region(),
        period=period,
        period_end=parse_period(period).end if period else None,
        missing=missing,
        known_from=known_from or fetch.known_from,
        fetch=fetch,
        **published | values,
    )


def create_need_index(*, known_from: datetime | None = None, fetch: Fetch | None = None, **values: Any) -> NeedIndex:
    fetch = fetch or create_fetch(**{"known_from": known_from} if known_from else {})
    defaults = {
        "fetch": fetch,
        "known_from": known_from or fetch.known_from,
        "value": Decimal("96.86"),
        "year": 2024,
        "measure": "prosent av landet",
        "source": f"kilde {next(numbers)}",
    }
    related = {"service_area": create_service_area, "region": create_region}
    made = {name: create() for name, create in related.items() if name not in values}
    return NeedIndex.objects.create(**defaults | made | values)


def create_upload(
    *, municipality: Municipality | None = None, body: bytes = b"indicator_id,region,year,value\n", **values: Any
) -> Upload:
    """A file that waits for somebody to look at it."""
    number = next(numbers)
    defaults = {
        "name": f"tall-{number}.csv",
        "body": zlib.compress(body),
        "checksum": hashlib.sha256(body).hexdigest(),
        "uploaded_by": "kari",
        "uploaded_at": NOW,
    }
    return Upload.objects.create(municipality=municipality or create_municipality(), **defaults | values)
