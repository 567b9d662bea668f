"""Regions by the names that files use: the known ones as data, and how an unknown name gets a code."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, Max, OuterRef, Q, Value, When
from django.utils.translation import gettext

from accounts.syncing import in_chunks
from indicators.models import Region, RegionKind, RegionVersion

# All KOSTRA groups got new members, and their numbers new meanings: one division before, another from this day.
KOSTRA_REGROUPED_ON = date(2020, 1, 1)
# A data set without regions has this one.
NO_REGION = "-"
KNOWN_REGIONS = {
    "3909": ("Larvik", RegionKind.MUNICIPALITY),
    "3905": ("Tønsberg", RegionKind.MUNICIPALITY),
    "3907": ("Sandefjord", RegionKind.MUNICIPALITY),
    "3103": ("Moss", RegionKind.MUNICIPALITY),
    "3105": ("Sarpsborg", RegionKind.MUNICIPALITY),
    "4001": ("Porsgrunn", RegionKind.MUNICIPALITY),
    "4003": ("Skien", RegionKind.MUNICIPALITY),
    "4203": ("Arendal", RegionKind.MUNICIPALITY),
    "1508": ("Ålesund", RegionKind.MUNICIPALITY),
    "1804": ("Bodø", RegionKind.MUNICIPALITY),
    "3207": ("Nordre Follo", RegionKind.MUNICIPALITY),
    "EKG11": ("KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP),
    "EAK": ("Norge", RegionKind.COUNTRY),
    NO_REGION: ("Uten region", RegionKind.AREA),
}
CODES_OF_KNOWN_NAMES = {name: code for code, (name, _kind) in KNOWN_REGIONS.items()}
GROUP_CODE, GROUP_NAME = re.compile(r"EKG([0-9]{2})"), re.compile(r"KOSTRA-gruppe ([1-9][0-9]?)")
COUNTRIES = frozenset({"EAK", "EAKUO"})
# Not stated, and Longyearbyen, which is no municipality.
NO_MUNICIPALITIES = frozenset({"9999", "2111"})
CODE = re.compile(r"[0-9]+|[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
NORWEGIAN_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
LONGEST_NAME, LONGEST_CODE = 200, 100
LEAST_LIKELY_FIRST = (F("still_is").asc(), F("last_day").asc(nulls_first=True), F("pk").desc())
TEXTS_PER_QUERY = 1_000


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What a text says about a region that nobody has met before."""

    code: str
    name: str
    kind: RegionKind


def described(text: str) -> RegionFacts:
    """The region that a text names: a known one, a code that is its own name, or a name that gets a code."""
    code = CODES_OF_KNOWN_NAMES.get(text, text)
    if code in KNOWN_REGIONS:
        name, kind = KNOWN_REGIONS[code]
        return RegionFacts(code, name, kind)
    if code_of_group(text):
        return RegionFacts(code_of_group(text), text, RegionKind.KOSTRA_GROUP)
    if CODE.fullmatch(text):
        return RegionFacts(text, text, kind_of_code(text))
    return RegionFacts(slug(text), text, RegionKind.AREA)


def code_of_group(text: str) -> str:
    """`KOSTRA-gruppe 1` is `EKG01`; empty for anything else."""
    group = GROUP_NAME.fullmatch(text)
    return f"EKG{int(group[1]):02}" if group else ""


def name_of_group(code: str) -> str:
    """`EKG01` is `KOSTRA-gruppe 1`; empty for anything else."""
    group = GROUP_CODE.fullmatch(code)
    return f"KOSTRA-gruppe {int(group[1])}" if group else ""


def kind_of_code(code: str) -> RegionKind:
    """Municipalities have four digits, also those that are no more; the letters are those of Statistics Norway.

    `EKG` are groups of municipalities, `EAK` the country and `EAKUO` the country without Oslo. Everything else is some
    area: counties (`EKA31`, `EAFK01`), parts of a city (`030101`), what no municipality is known of (`9999`).
    """
    if GROUP_CODE.fullmatch(code):
        return RegionKind.KOSTRA_GROUP
    if re.fullmatch(r"[0-9]{4}", code) and code not in NO_MUNICIPALITIES:
        return RegionKind.MUNICIPALITY
    return RegionKind.COUNTRY if code in COUNTRIES else RegionKind.AREA


def slug(name: str) -> str:
    """A code made of a name: `Vestfold og Telemark` → `vestfold-og-telemark`, `Møre` → `more`."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(NORWEGIAN_LETTERS))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", "-", plain).strip("-")[: LONGEST_CODE - 10]


def problem_with(text: str) -> str:
    """Why a text cannot name a region; empty when it can."""
    if not text:
        return gettext("regionen mangler")
    if len(text) > LONGEST_NAME or (CODE.fullmatch(text) and len(text) > LONGEST_CODE):
        return gettext("regionen er lengre enn %(most)d tegn") % {"most": LONGEST_NAME}
    return "" if described(text).code else gettext("regionen har verken bokstaver eller tall")


def resolve(texts: Collection[str]) -> dict[str, Region]:
    """The region of each text, by code or exact name; unknown ones are created. Three queries for a thousand texts."""
    found, new = sorted_out(texts)
    if not new:
        return found
    # In one order, so that two loads at once do not wait for each other for ever.
    new.sort(key=lambda region: region.code)
    Region.objects.bulk_create(new, batch_size=TEXTS_PER_QUERY, ignore_conflicts=True)
    # Another load may have made some of them first, or taken their codes for regions with other names.
    return resolve(texts)


def sorted_out(texts: Collection[str]) -> tuple[dict[str, Region], list[Region]]:
    """The region of each text, and those of them that nobody has made yet."""
    facts = {text: described(text) for text in sorted(texts)}
    by_code, by_name = regions_like(facts.values())
    found: dict[str, Region] = {}
    new: list[Region] = []
    for text, one in facts.items():
        region = by_code.get(text) or known_one(one, by_code) or by_name.get(text)
        if region is None:
            region = Region(code=free_code(one.code, taken_codes(one.code, by_code)), name=one.name, kind=one.kind)
            by_code[region.code] = by_name[region.name] = region
            new.append(region)
        found[text] = region
    return found, new


def regions_like(facts: Iterable[RegionFacts]) -> tuple[dict[str, Region], dict[str, Region]]:
    """The regions that are kept under these codes or names; of several with one name the one that still is.

    What nobody has said the years of still is, too, but comes after what is known to. Of two alike the first counts.
    """
    kept: list[Region] = []
    for chunk in in_chunks(facts, TEXTS_PER_QUERY):
        codes, names = {one.code for one in chunk}, {one.name for one in chunk}
        like = Region.objects.filter(Q(code__in=codes | names) | Q(name__in=names))
        kept += like.annotate(last_day=Max("versions__valid_to"), still_is=still_is()).order_by(*LEAST_LIKELY_FIRST)
    return {region.code: region for region in kept}, {region.name: region for region in kept}


def still_is() -> Case:
    """2 for a region with a version that has no end, 1 for one without versions, 0 for one that is no more."""
    versions = RegionVersion.objects.filter(region=OuterRef("pk"))
    return Case(
        When(Exists(versions.filter(valid_to__isnull=True)), then=Value(2)),
        When(~Exists(versions), then=Value(1)),
        default=Value(0),
    )


def known_one(facts: RegionFacts, by_code: dict[str, Region]) -> Region | None:
    """A region of the known list, or a KOSTRA group, whatever somebody has renamed it to."""
    return by_code.get(facts.code) if facts.code in KNOWN_REGIONS or name_of_group(facts.code) else None


def taken_codes(code: str, by_code: Mapping[str, Region]) -> Collection[str]:
    """The codes that a new region may not have; where its own is taken, those with a number are asked for as well."""
    if code not in by_code:
        return by_code
    numbered = Region.objects.filter(code__startswith=f"{code}-").values_list("code", flat=True)
    return by_code.keys() | set(numbered)


def free_code(code: str, taken: Collection[str]) -> str:
    """Two names may make the same code (`Bø` and `Bo`); the second one gets a number."""
    number, free = 1, code
    while free in taken:
        number += 1
        free = f"{code}-{number}"
    return free
