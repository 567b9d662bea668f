"""Population figures for tests: indicators by their codes, and figures of a place by year."""

import csv
import io
from decimal import Decimal
from typing import Any

from django.test import Client

from indicators.models import Indicator, Region, Standing, ValueKind
from tests import factories

ADDRESS = "/befolkning/"


def counted(code: str, region: Region, persons: dict[int, int], **values: Any) -> None:
    """Figures of the indicator with the code, which is made where it is not there."""
    indicator = Indicator.objects.filter(code=code).first() or factories.create_indicator(
        code=code, unit="personer", decimals=0, group_value="sum"
    )
    for year, number in persons.items():
        factories.create_observation(
            indicator=indicator, region=region, period=str(year), literal=str(Decimal(number)), **values
        )


def projected(code: str, region: Region, persons: dict[int, int], *, start: str = "", **values: Any) -> None:
    """The same as a round of a projection."""
    extra = {"projected_from": start} if start else {}
    counted(code, region, persons, kind=ValueKind.PROJECTION, standing=Standing.SHOWN, extra=extra, **values)


def rows_of(reader: Client, table: str, query: str = "") -> list[list[str]]:
    """What the CSV file of a table holds, heading first."""
    answer = reader.get(f"{ADDRESS}{table}.csv{query}")
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
