"""`load_demo`: Larvik with its figures and lights, and invented people to log in as. Run again it changes nothing."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.demo import PASSWORD, DemoPerson, create_demo_people
from accounts.imports import ImportRefused
from accounts.management.loading import summary, tell_problems
from accounts.models import Unit, User
from indicators.models import Region
from indicators.services.catalogue import load_indicators
from indicators.services.formula_files import SHIPPED as SHIPPED_FORMULAS
from indicators.services.formula_files import load_shipped_formulas
from indicators.services.need import load_need
from indicators.services.observations import load_observations
from indicators.services.peers import choose_peers
from indicators.services.region_rows import SHIPPED as SHIPPED_REGIONS
from indicators.services.region_rows import load_shipped_regions
from indicators.services.source_files import SHIPPED as SHIPPED_SOURCES
from indicators.services.source_files import load_shipped_sources
from indicators.services.sources import name_source
from indicators.sources.files import read_file
from planning.demo import give_goals_to_units
from planning.models import Plan
from reporting.demo_round import open_demo_round
from targets.services.assessment import assess_and_store
from targets.services.plan_loading import load_plan

PLAN = "LARVIK-KPS-2024-2040"
# Whom Larvik's own documents compare with. Porsgrunn is not in Larvik's KOSTRA group.
NEIGHBOURS = ("3905", "3907", "4001", "4003", "4203", "3105")
BY = "load_demo"
INDICATORS = ("indicators.csv", "population_indicators.csv")
# The files of figures, with where those are from: code, name and publisher.
FIGURES = {
    "observations.csv": ("kostra-2024", "KOSTRA 2024", "SSB"),
    "population.csv": ("staastedsanalyse-larvik-2024", "Ståstedsanalyse 2024", "Larvik kommune"),
}
# Which of the invented units and people answer for the goals of which focus area; of several the first.
UNIT_OF_AREA = {
    "SAMARBEIDE": "Økonomi og virksomhetsstyring (demo)",
    "LEVE": "Helse og mestring (demo)",
    "SKAPE": "Oppvekst og utdanning (demo)",
    "MOTE": "Areal, klima og miljø (demo)",
}
# Which of them comments the indicators of which service area.
UNIT_OF_SERVICE_AREA = {
    "Grunnskole": "Oppvekst og utdanning (demo)",
    "Barnehage": "Oppvekst og utdanning (demo)",
    "Kommunehelse": "Helse og mestring (demo)",
    "Pleie og omsorg": "Helse og mestring (demo)",
}
OWNER_OF_AREA = {"SKAPE": "virksomhet", "MOTE": "leder"}


class Command(BaseCommand):
    help = "Laster inn demonstrasjonen: Larvik, med oppdiktede personer. Lag den ikke i en ekte installasjon."

    def handle(self, *_args: object, **_options: Any) -> None:
        now = timezone.now()
        try:
            self.tell(SHIPPED_REGIONS.name, load_shipped_regions(by=BY, now=now))
            plan = self.load_larvik(Path(settings.BASE_DIR) / "demo" / "larvik", now=now)
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None
        people = create_demo_people(municipality=plan.municipality, by=BY, now=now)
        self.hand_out(plan, now=now)
        self.judge(plan, now=now)
        self.open_round(plan, now=now)
        self.tell_who_logs_in(people)

    def judge(self, plan: Plan, *, now: datetime) -> None:
        outcome = assess_and_store(plan=plan, on=timezone.localdate(now), now=now)
        sentence = gettext("%(count)d måltall er vurdert, %(new)d vurderinger er nye")
        self.stdout.write(sentence % {"count": outcome.assessed, "new": outcome.renewed})

    def tell_who_logs_in(self, people: Iterable[DemoPerson]) -> None:
        self.stdout.write("")
        self.stdout.write(
            gettext("Logg inn som en av disse (alle er oppdiktet). Passord: %(word)s") % {"word": PASSWORD}
        )
        for person in people:
            name = f"{person.first_name} {person.last_name}"
            self.stdout.write(f"  {person.username:<15} {name}, {person.role.label}")

    def hand_out(self, plan: Plan, *, now: datetime) -> None:
        """Give the plan's goals to the invented units and people, the first time."""
        kept = {unit.name: unit for unit in Unit.objects.filter(municipality=plan.municipality, is_demo=True)}
        people = {user.username: user for user in User.objects.filter(is_demo=True)}
        units = {area: kept[name] for area, name in UNIT_OF_AREA.items() if name in kept}
        owners = {area: people[name] for area, name in OWNER_OF_AREA.items() if name in people}
        give_goals_to_units(plan=plan, units=units, owners=owners, by=BY, now=now)

    def open_round(self, plan: Plan, *, now: datetime) -> None:
        """A round that asks the invented units, with some invented words, the first time."""
        kept = {unit.name: unit for unit in Unit.objects.filter(municipality=plan.municipality, is_demo=True)}
        units = {area: kept[name] for area, name in UNIT_OF_SERVICE_AREA.items() if name in kept}
        if open_demo_round(plan=plan, units=units, by=BY, on=timezone.localdate(now), now=now):
            self.stdout.write(gettext("En rapporteringsrunde for 2025 er åpnet, med oppdiktede tekster"))

    def load_larvik(self, folder: Path, *, now: datetime) -> Plan:
        """The plan as it is kept; its files are read only the first time, so that nobody's edits are lost."""
        kept = Plan.objects.filter(code=PLAN).select_related("municipality").first()
        if kept:
            self.stdout.write(gettext("Larvik er lastet inn fra før og blir stående som det er"))
            return kept
        with transaction.atomic():
            self.load_files(folder, now=now)
            plan = Plan.objects.select_related("municipality").get(code=PLAN)
            known = {one.code: one for one in Region.objects.filter(code__in=NEIGHBOURS)}
            neighbours = [known[code] for code in NEIGHBOURS]
            choose_peers(municipality=plan.municipality, user=None, regions=neighbours, by=BY, now=now)
        return plan

    def load_files(self, folder: Path, *, now: datetime) -> None:
        """The files in the order in which one needs the other, and the sources that fetch more of the same."""
        body = {
            name: read_file(folder / name, most_megabytes=settings.MAX_IMPORT_MB)
            for name in (*INDICATORS, *FIGURES, "need.csv", "plan.yaml")
        }
        for name in INDICATORS:
            self.tell(name, load_indicators(name=name, body=body[name], by=BY, now=now))
        for name, (code, title, publisher) in FIGURES.items():
            source = name_source(code=code, name=title, publisher=publisher, by=BY, now=now)
            times = {"known_from": now, "now": now}
            self.tell(
                name,
                load_observations(name=name, body=body[name], provisional=False, source=source, by=BY, **times),
            )
        name = "need.csv"
        self.tell(name, load_need(name=name, body=body[name], known_from=now, by=BY, now=now))
        name = "plan.yaml"
        self.tell(name, load_plan(name=name, body=body[name], by=BY, now=now))
        self.tell(SHIPPED_FORMULAS.name, load_shipped_formulas(by=BY, now=now))
        self.tell(SHIPPED_SOURCES.name, load_shipped_sources(by=BY, now=now))

    def tell(self, name: str, outcome: Any) -> None:
        self.stdout.write(summary(name, outcome))
