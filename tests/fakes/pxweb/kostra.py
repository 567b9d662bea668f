"""Tables of the bank as small as they can be and still be KOSTRA: ids and codes are real, figures are made up.

Larvik and its neighbours under the codes they have had, its KOSTRA group and the country; a cell outside a code's years
is `.`. The figures follow from the codes, so that they are the same every time.
"""

import hashlib
from collections.abc import Callable, Mapping

from tests.fakes.pxweb.tables import Codelist, Table, Variable, contents, region, years

NEW = range(2024, 2026)
MIDDLE, OLD = range(2020, 2024), range(2015, 2020)
# Code: name, and the years in which it was in use.
REGIONS: Mapping[str, tuple[str, range]] = {
    "3909": ("Larvik", NEW),
    "3907": ("Sandefjord", NEW),
    "3905": ("Tønsberg", NEW),
    "4003": ("Skien", NEW),
    "4001": ("Porsgrunn", NEW),
    "3105": ("Sarpsborg", NEW),
    "4203": ("Arendal", range(2020, 2026)),
    "3805": ("Larvik (2020-2023)", MIDDLE),
    "3804": ("Sandefjord (2020-2023)", MIDDLE),
    "3803": ("Tønsberg (2020-2023)", MIDDLE),
    "3807": ("Skien (2020-2023)", MIDDLE),
    "3806": ("Porsgrunn (2020-2023)", MIDDLE),
    "3003": ("Sarpsborg (2020-2023)", MIDDLE),
    "0712": ("Larvik (2018-2019)", range(2018, 2020)),
    "0709": ("Larvik (-2017)", range(2015, 2018)),
    "0728": ("Lardal (-2017)", range(2015, 2018)),
    "0906": ("Arendal (-2019)", OLD),
    "EKG11": ("KOSTRA-gruppe 11", range(2020, 2026)),
    "EAK": ("Landet", range(2015, 2026)),
    "EAKUO": ("Landet uten Oslo", range(2015, 2026)),
}
NAMES = {code: name for code, (name, _used) in REGIONS.items()}
YEARS = range(2015, 2026)
AMOUNTS, LARGEST_GROUP = {"KOSbelop0000"}, 30
NOTE = "Det er brudd i tidsserien for KOSTRA-gruppene mellom 2019 og 2020."
FUNCTIONS = {
    "FGK1b": "Administrasjon, kommune",
    "FGK7": "Barnehage",
    "FGK8b": "Grunnskole",
    "FGK9": "Helse- og omsorg",
    "FGK13": "Barnevern",
}


def figure(codes: tuple[str, ...], low: float, high: float, decimals: int) -> str:
    """A number between two, always the same for the same codes; a whole one loses its decimals, as the bank has it."""
    share = int(hashlib.sha256(":".join(codes).encode()).hexdigest()[:8], 16) / 0xFFFFFFFF
    text = f"{low + share * (high - low):.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_use(bounds: Mapping[str, tuple[float, float, int]]) -> Callable[[tuple[str, ...]], str]:
    """Figures within bounds by metric, for cells of region (first), metric (next to last) and year (last).

    A group or the country spends at least what its members do.
    """

    def cell(codes: tuple[str, ...]) -> str:
        used = REGIONS[codes[0]][1] if codes[0] in REGIONS else YEARS
        low, high, decimals = bounds[codes[-2]]
        times = LARGEST_GROUP if codes[0].startswith("E") and codes[-2] in AMOUNTS else 1
        low = max(low, high / 2) if times > 1 else low
        return figure(codes, low * times, high * times, decimals) if int(codes[-1]) in used else "."

    return cell


def nokkeltall(table: str = "12134") -> Table:
    """12134: chosen key figures of municipal accounts."""
    metrics = {
        "KOSAGD230000": ("Netto driftsresultat i prosent av brutto driftsinntekter", "prosent", 1),
        "KOSAG500000": ("Disposisjonsfond i prosent av brutto driftsinntekter", "prosent", 1),
        "KOSAG370000": ("Netto lånegjeld i prosent av brutto driftsinntekter", "prosent", 1),
    }
    bounds = {"KOSAGD230000": (-1.5, 4.5, 1), "KOSAG500000": (3.0, 15.0, 1), "KOSAG370000": (60.0, 120.0, 1)}
    return Table(
        table,
        f"{table}: Utvalgte nøkkeltall for kommuneregnskap, etter region, statistikkvariabel og år",
        [region(NAMES), contents(metrics), years(*YEARS)],
        elsewhere=in_use(bounds),
        notes=["Tall for konsern.", NOTE],
        mandatory_notes=[1],
    )


def utgifter(table: str = "12362") -> Table:
    """12362: what the services cost."""
    metrics = {
        "KOSbelop0000": ("Beløp (1000 kr)", "1000 kr", 0),
        "KOSbelopinnbygge0000": ("Beløp per innbygger (kr)", "kr", 0),
        "KOSandel3501": ("Andel av totale utgifter (prosent)", "prosent", 1),
    }
    bounds = {
        "KOSbelop0000": (90_000, 1_900_000, 0),
        "KOSbelopinnbygge0000": (2_000, 35_000, 0),
        "KOSandel3501": (2.0, 35.0, 1),
    }
    arts = {
        "AGD10": "Brutto driftsutgifter",
        "AGD2": "Netto driftsutgifter",
        "AGD4": "Korrigerte brutto driftsutgifter",
    }
    return Table(
        table,
        f"{table}: Utgifter til tjenesteområdene, konsern, etter region, funksjon, art, statistikkvariabel og år",
        [
            region(NAMES),
            Variable("KOKfunksjon0000", "funksjon", dict(FUNCTIONS)),
            Variable("KOKart0000", "art", arts),
            contents(metrics),
            years(*YEARS),
        ],
        elsewhere=in_use(bounds),
        notes=[NOTE],
    )


def folkemengde(table: str = "07459") -> Table:
    """07459: inhabitants by sex and age; all three may be left out, and a codelist merges the codes of old."""
    merged = {"K-3909": ("3909", "3805", "0712", "0709", "0728"), "K-4203": ("4203", "0906")}
    named = {"K-3909": "Larvik", "K-4203": "Arendal"}
    municipalities = {code: name for code, name in NAMES.items() if not code.startswith("E")}
    ages = {f"{age:03}": f"{age} år" for age in range(0, 105, 15)} | {"105+": "105 år eller eldre"}
    summed = Codelist("agg_KommSummer", "Kommuner 2024, sammenslåtte tidsserier", named, merged)
    return Table(
        table,
        f"{table}: Alders- og kjønnsfordeling i kommuner, etter region, kjønn, alder, statistikkvariabel og år",
        [
            region(municipalities, name="Region", is_eliminable=True, codelists=[summed]),
            Variable("Kjonn", "kjønn", {"1": "Menn", "2": "Kvinner"}, is_eliminable=True),
            Variable("Alder", "alder", ages, is_eliminable=True),
            contents({"Personer1": ("Personer", "personer", 0)}),
            years(*YEARS),
        ],
        elsewhere=in_use({"Personer1": (80, 900, 0)}),
        path=[("be", "Befolkning"), ("be02", "Folketall")],
    )


def all_tables() -> list[Table]:
    return [nokkeltall(), utgifter(), folkemengde()]
