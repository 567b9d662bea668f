"""The published data sets as a DCAT-AP-NO catalogue in JSON-LD, for data.norge.no and others who gather such.

It follows DCAT-AP-NO 3 (https://data.norge.no/specification/dcat-ap-no): everything that is mandatory for a catalogue,
a data set, a distribution and a service is there. Statistics Norway's figures are CC BY 4.0; what a municipality lets
others do with its own is the installation's setting, OPEN_DATA_LICENCE.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext

from accounts.models import Municipality
from accounts.moments import moment_said
from api.queries.datasets import PUBLISHER, Coverage, Published, PublishedPlan, PublishedSource

Node = dict[str, Any]
AUTHORITY = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CC_BY = f"{AUTHORITY}/licence/CC_BY_4_0"
PUBLIC = f"{AUTHORITY}/access-right/PUBLIC"
NORWAY = f"{AUTHORITY}/country/NOR"
GOVERNMENT = f"{AUTHORITY}/data-theme/GOVE"
LANGUAGES = {"nb": f"{AUTHORITY}/language/NOB", "nn": f"{AUTHORITY}/language/NNO", "en": f"{AUTHORITY}/language/ENG"}
# Where the portals know an organisation by its number in the national register.
ORGANISATIONS = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/"
STATISTICS_NORWAY = "971526920"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON_STAT = "https://json-stat.org/format/"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is published, told by whole addresses."""

    published: Published
    # An address within the installation as a whole one.
    whole: Callable[[str], str]

    def at(self, name: str, *codes: str, **asked: str) -> str:
        return self.whole(reverse(name, args=codes) + (f"?{urlencode(asked)}" if asked else ""))

    @property
    def address(self) -> str:
        return self.at("api-dcat")

    def document(self) -> Node:
        datasets = list(self.datasets())
        return {"@context": CONTEXT, "@graph": [self.catalogue(datasets), self.service(datasets), *datasets]}

    def catalogue(self, datasets: list[Node]) -> Node:
        newest = self.published.everything
        return {
            "@id": self.address,
            "@type": "dcat:Catalog",
            "dct:title": said(gettext("Åpne data fra Planpuls")),
            "dct:description": said(
                gettext(
                    "Tall som planer måles med, med kilde, enhet og alle årganger, og lysene til publiserte planer."
                )
            ),
            "dct:publisher": self.publisher(),
            "dcat:contactPoint": self.contact(),
            "dct:language": linked(LANGUAGES[language()]),
            "dct:spatial": linked(NORWAY),
            "dcat:themeTaxonomy": linked(f"{AUTHORITY}/data-theme"),
            **({"dct:modified": moment(newest.known)} if newest else {}),
            "dcat:dataset": [linked(one["@id"]) for one in datasets],
            "dcat:service": [linked(f"{self.address}#api")],
        }

    def service(self, datasets: list[Node]) -> Node:
        return {
            "@id": f"{self.address}#api",
            "@type": "dcat:DataService",
            "dct:title": said(gettext("API-et til Planpuls")),
            "dct:publisher": self.publisher(),
            "dcat:contactPoint": self.contact(),
            "dcat:endpointURL": linked(self.at("api-root")),
            "dcat:endpointDescription": linked(self.at("api-schema")),
            "dcat:servesDataset": [linked(one["@id"]) for one in datasets],
        }

    def datasets(self) -> Iterator[Node]:
        yield from map(self.plan, self.published.plans)
        yield from map(self.source, self.published.sources)
        if self.published.everything:
            yield self.everything(self.published.everything)

    def plan(self, one: PublishedPlan) -> Node:
        plan = one.plan
        about = gettext("Tallene bak lysene i planen: hvert måltall med serien det måles med, kilde og status.")
        return self.dataset(f"plan-{plan.code}", plan.title, about, self.agent(plan.municipality)) | {
            "dct:issued": moment(one.published_at),
            "dct:modified": moment(max(one.judged_at or one.published_at, one.published_at)),
            "dct:spatial": place(plan.municipality),
            "dct:temporal": period(date(plan.period_from, 1, 1), date(plan.period_to, 12, 31)),
            "dcat:landingPage": linked(self.at("public-plan", plan.code)),
            "dcat:distribution": [
                whole_file(self.at("public-figures", plan.code, "csv"), "CSV", "text/csv", own_licence()),
                whole_file(self.at("public-figures", plan.code, "xlsx"), "XLSX", XLSX, own_licence()),
                distribution(self.at("api-target-list", plan.code), "JSON", "application/json", own_licence())
                | {"dct:title": said(gettext("Måltall og lys"))},
            ],
        }

    def source(self, one: PublishedSource) -> Node:
        source, licence = one.source, CC_BY if one.is_statistics_norway else own_licence()
        about = gettext(
            "Tall fra tabell %(table)s slik kilden har publisert dem, med alle årganger siden de først ble hentet."
        )
        told = self.dataset(f"kilde-{source.code}", source.name, about % {"table": source.table}, from_whom(one))
        return told | {
            **covered(one.coverage),
            **({"dct:source": linked(source.url)} if source.url else {}),
            "dcat:distribution": list(self.of_figures(licence, source=source.code)),
        }

    def everything(self, coverage: Coverage) -> Node:
        about = gettext(
            "Alle offisielle tall: hentet fra kilder, lest fra filer med offisielle tall, eller regnet ut av slike."
        )
        told = self.dataset("observasjoner", gettext("Alle offisielle tall i Planpuls"), about, self.publisher())
        return told | {**covered(coverage), "dcat:distribution": list(self.of_figures(own_licence()))[:2]}

    def of_figures(self, licence: str, **asked: str) -> Iterator[Node]:
        """As CSV, page by page as JSON, and as one cube."""
        yield whole_file(self.at("api-observations-csv", **asked), "CSV", "text/csv", licence)
        yield distribution(self.at("api-observation-list", **asked), "JSON", "application/json", licence)
        cube = whole_file(self.at("api-observations-jsonstat", **asked), "JSON", "application/json", licence)
        yield cube | {"dct:title": said("JSON-stat 2.0"), "dct:conformsTo": linked(JSON_STAT)}

    def dataset(self, name: str, title: str, about: str, publisher: Node) -> Node:
        """What every data set says."""
        return {
            "@id": f"{self.address}#{quote(name)}",
            "@type": "dcat:Dataset",
            "dct:identifier": f"{self.address}#{quote(name)}",
            "dct:title": said(title),
            "dct:description": said(about),
            "dct:publisher": publisher,
            "dcat:contactPoint": self.contact(),
            "dcat:theme": linked(GOVERNMENT),
            "dct:accessRights": linked(PUBLIC),
        }

    def publisher(self) -> Node:
        """The municipality; the installation where it serves several."""
        home = self.published.municipalities
        return self.agent(home[0]) if len(home) == 1 else agent("Planpuls", self.whole("/"))

    def agent(self, municipality: Municipality) -> Node:
        """By its number in the national register where the municipality has told it."""
        if number := municipality.organisation_number:
            return agent(municipality.name, f"{ORGANISATIONS}{number}", number)
        return agent(municipality.name, f"{self.address}#kommune-{municipality.number}")

    def contact(self) -> Node:
        """Where whoever asks is met; nobody's name or address is told."""
        name = self.publisher()["foaf:name"]
        return {"@type": "vcard:Organization", "vcard:fn": name, "vcard:hasURL": linked(self.whole("/"))}


def from_whom(one: PublishedSource) -> Node:
    if one.is_statistics_norway:
        return agent(PUBLISHER, f"{ORGANISATIONS}{STATISTICS_NORWAY}", STATISTICS_NORWAY)
    return agent(one.source.publisher or one.source.name)


def agent(name: str, address: str = "", identifier: str = "") -> Node:
    return {
        **({"@id": address} if address else {}),
        "@type": "foaf:Agent",
        "foaf:name": name,
        **({"dct:identifier": identifier} if identifier else {}),
    }


def own_licence() -> str:
    """What others may do with the municipality's own figures, as the authority's address; empty where nobody says."""
    licence: str = settings.OPEN_DATA_LICENCE
    return licence


def distribution(address: str, file_type: str, media_type: str, licence: str) -> Node:
    """What is read at an address, a page at a time."""
    return {
        "@type": "dcat:Distribution",
        "dct:title": said(file_type),
        "dcat:accessURL": linked(address),
        "dct:format": linked(f"{AUTHORITY}/file-type/{file_type}"),
        "dcat:mediaType": linked(f"{MEDIA_TYPES}/{media_type}"),
        **({"dct:license": linked(licence)} if licence else {}),
    }


def whole_file(address: str, file_type: str, media_type: str, licence: str) -> Node:
    """What one call gives whole."""
    return distribution(address, file_type, media_type, licence) | {"dcat:downloadURL": linked(address)}


def covered(coverage: Coverage) -> Node:
    """When and where the figures are of, and when the newest came."""
    told = {"dct:modified": moment(coverage.known), "dct:spatial": linked(NORWAY)}
    if coverage.first is None or coverage.last is None:
        return told
    # Periods are told by their ends; a year is the shortest of which the beginning is known of all.
    return told | {"dct:temporal": period(date(coverage.first.year, 1, 1), coverage.last)}


def period(first: date, last: date) -> Node:
    ends = {"dcat:startDate": first, "dcat:endDate": last}
    return {"@type": "dct:PeriodOfTime"} | {
        name: {"@value": day.isoformat(), "@type": "xsd:date"} for name, day in ends.items()
    }


def place(municipality: Municipality) -> Node:
    return {
        "@type": "dct:Location",
        "dct:identifier": municipality.number,
        "skos:prefLabel": {"@value": municipality.name, "@language": "nb"},
    }


def moment(at: datetime) -> Node:
    return {"@value": moment_said(at), "@type": "xsd:dateTime"}


def linked(address: str) -> Node:
    return {"@id": address}


def said(text: str) -> Node:
    return {"@value": text, "@language": language()}


def language() -> str:
    asked = get_language() or ""
    return asked if asked in LANGUAGES else "nb"
