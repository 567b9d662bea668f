"""How a text names a region."""

import pytest

from indicators.models import RegionKind
from indicators.regions import described, free_code, problem_with


@pytest.mark.parametrize(
    ("text", "code", "name", "kind"),
    [
        ("Larvik", "3909", "Larvik", RegionKind.MUNICIPALITY),
        ("3909", "3909", "Larvik", RegionKind.MUNICIPALITY),
        ("Tønsberg", "3905", "Tønsberg", RegionKind.MUNICIPALITY),
        ("KOSTRA-gruppe 11", "EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP),
        ("Norge", "EAK", "Norge", RegionKind.COUNTRY),
        ("0301", "0301", "0301", RegionKind.MUNICIPALITY),
        ("EKG13", "EKG13", "EKG13", RegionKind.KOSTRA_GROUP),
        ("KOSTRA-gruppe 1", "EKG01", "KOSTRA-gruppe 1", RegionKind.KOSTRA_GROUP),
        ("EAKUO", "EAKUO", "EAKUO", RegionKind.COUNTRY),
        ("0709", "0709", "0709", RegionKind.MUNICIPALITY),
        ("EKA31", "EKA31", "EKA31", RegionKind.AREA),
        ("EAFK01", "EAFK01", "EAFK01", RegionKind.AREA),
        ("EAB", "EAB", "EAB", RegionKind.AREA),
        ("030101", "030101", "030101", RegionKind.AREA),
        ("9999", "9999", "9999", RegionKind.AREA),
        ("2111", "2111", "2111", RegionKind.AREA),
        ("K-3909", "K-3909", "K-3909", RegionKind.AREA),
        ("-", "-", "Uten region", RegionKind.AREA),
        ("Larvik by", "larvik-by", "Larvik by", RegionKind.AREA),
        ("Vestfold og Telemark", "vestfold-og-telemark", "Vestfold og Telemark", RegionKind.AREA),
        ("Fastlands-Norge", "fastlands-norge", "Fastlands-Norge", RegionKind.AREA),
        ("Møre, Ålen & Ærøy", "more-alen-aeroy", "Møre, Ålen & Ærøy", RegionKind.AREA),
        ("Kárášjohka", "karasjohka", "Kárášjohka", RegionKind.AREA),
    ],
)
def test_described(text: str, code: str, name: str, kind: RegionKind) -> None:
    facts = described(text)
    assert (facts.code, facts.name, facts.kind) == (code, name, kind)


@pytest.mark.parametrize("text", ["", "???", "a" * 201, "A" * 150])
def test_what_names_no_region(text: str) -> None:
    assert problem_with(text)


def test_two_names_that_make_one_code_get_two() -> None:
    assert free_code("bo", ["bo", "bo-2"]) == "bo-3"
