"""Parameters that an address cannot do without, or that must name something that is there."""

import re

from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request

from api.figure_reach import readable_regions
from indicators.models import MOST_PEERS, Region, RegionKind
from indicators.periods import PeriodError, parse_period


def needed(request: Request, name: str) -> str:
    """What is said of a parameter. Raises ValidationError where nothing is."""
    if text := request.query_params.get(name, "").strip():
        return text
    raise ValidationError({name: [gettext("Må være med.")]})


def region_in(request: Request, name: str = "region") -> Region:
    """The region that a parameter names by its code. Raises ValidationError."""
    code = needed(request, name)
    return regions_named(request, name, [code])[0]


def municipality_in(request: Request, name: str = "region") -> Region:
    """The same, where it must be a municipality."""
    region = region_in(request, name)
    if region.kind != RegionKind.MUNICIPALITY:
        raise ValidationError({name: [gettext("%(name)s er ikke en kommune.") % {"name": region.name}]})
    return region


def regions_in(request: Request, name: str) -> list[Region] | None:
    """The municipalities that a parameter names with commas between; None where it is not there."""
    codes = [code.strip() for code in request.query_params.get(name, "").split(",") if code.strip()]
    if len(codes) > MOST_PEERS:
        raise ValidationError({name: [gettext("Høyst %(most)d, med komma mellom.") % {"most": MOST_PEERS}]})
    return regions_named(request, name, codes) if codes else None


def regions_named(request: Request, name: str, codes: list[str]) -> list[Region]:
    """In the order in which they are named, each once; one query. Raises ValidationError for codes of nothing."""
    found = {one.code: one for one in readable_regions(request.user).filter(code__in=codes)}
    unknown = [code for code in codes if code not in found]
    if unknown:
        raise ValidationError({name: [gettext("Regionen «%(code)s» finnes ikke.") % {"code": unknown[0][:100]}]})
    return [found[code] for code in dict.fromkeys(codes)]


def period_in(request: Request, name: str = "period") -> str:
    """The period that a parameter names, as figures have it; empty where it is not there. Raises ValidationError."""
    text = request.query_params.get(name, "").strip()
    try:
        return parse_period(text).code if text else ""
    except PeriodError as error:
        raise ValidationError({name: [str(error)]}) from error


def year_in(request: Request, name: str = "year") -> int | None:
    """The year that a parameter names; None where it is not there. Raises ValidationError."""
    text = request.query_params.get(name, "").strip()
    if not text:
        return None
    if not re.fullmatch(r"[12][0-9]{3}", text):
        raise ValidationError({name: [gettext("Skriv et årstall, for eksempel 2024.")]})
    return int(text)
