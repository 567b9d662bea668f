"""What the small municipality measures: regions, indicators with their figures, a source, and a file that waits."""

from accounts.models import Municipality
from indicators.models import Indicator, Region, RegionKind, ServiceArea, Source, Upload
from tests import factories, savings_figures
from tests.populations import counted, projected

YEARS = ("2021", "2022", "2023", "2024", "2025")


def create_home() -> tuple[Municipality, Region, Region]:
    home = factories.create_municipality(number="3909", name="Larvik")
    own = savings_figures.create_place("3909", "Larvik")
    skien = savings_figures.create_place("4003", "Skien")
    group = savings_figures.create_place("EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP)
    for one in (own, skien):
        factories.create_group_membership(group=group, member=one)
    factories.create_chosen_peer(municipality=home, region=skien, order=0)
    return home, own, group


def create_measured(own: Region, group: Region, service_area: ServiceArea) -> Indicator:
    indicator = factories.create_indicator(
        code="disposisjonsfond",
        name_nb="Disposisjonsfond i prosent av brutto driftsinntekter",
        unit="percent",
        category="Økonomi",
        service_area=service_area,
    )
    factories.create_quality_record(indicator)
    for region, literals in ((own, ("14.7", "13.1", "11.0", "10.6", "3.1")), (group, ("12", "14", "13", "9.8", "9"))):
        for period, literal in zip(YEARS, literals, strict=True):
            factories.create_observation(indicator=indicator, region=region, period=period, literal=literal)
    return indicator


def create_derived(indicator: Indicator) -> Indicator:
    derived = factories.create_indicator(code="regnet", name_nb="Regnet ut av andre")
    return factories.create_formula(derived, plus=[indicator]).indicator


def create_savings(own: Region) -> None:
    school = savings_figures.create_sector("Grunnskole", code="grunnskole", is_need_adjusted=True)
    skien = Region.objects.get(code="4003")
    savings_figures.give_costs(own, {school: "5000"})
    savings_figures.give_costs(skien, {school: "4000"})
    savings_figures.give_inhabitants(own, "48870")
    savings_figures.give_need(own, school, "97")


def create_population(own: Region) -> None:
    counted("befolkning", own, {2022: 47777, 2023: 48246, 2024: 48870})
    projected("befolkning", own, {2025: 49000, 2030: 51000}, start="2024")


def create_source(indicator: Indicator) -> Source:
    """With a choice of codes, a note that must be shown with every figure of the indicator, and a problem."""
    note = "Se [rettelogg](https://www.ssb.no/kostra/rettinger-i-tidligere-ars-publiserte-data-for-kommunene)."
    source = factories.create_fetched_source(
        code="ssb-12362",
        table="12362",
        name="Utgifter til tjenesteområdene",
        selection={"KOKfunksjon0000": ["FGK1b", "FGK2", "FGK7", "FGK8b", "FGK9", "FGK12", "FGK13", "FGK14"]},
        extra={"notes": [note], "mandatory_notes": [note]},
    )
    source.indicators.add(indicator)
    factories.create_source_problem(source=source)
    return source


def create_upload(home: Municipality) -> Upload:
    body = b"indicator_id,region,year,value\ndisposisjonsfond,3909,2026,4.2\nfinnes-ikke,3909,2026,1\n"
    return factories.create_upload(municipality=home, body=body)
