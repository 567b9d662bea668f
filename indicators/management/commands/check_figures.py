"""`check_figures`: check everything that must add up between the figures that are known now."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from indicators.check_words import decimal_of, name_of_check
from indicators.checks import Verdict
from indicators.services.checking import Report, check_all, sentences
from indicators.sources.identities_yaml import shipped_identities

# With this much to say, also what holds is said, with how far apart the sides are.
EVERYTHING = 2


class Command(BaseCommand):
    help = "Kontrollerer alt som skal gå opp mellom tallene, og sier hva som ikke gjør det. Endrer ingen tall."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help=gettext("skriv svaret som JSON, og ingenting annet"))

    def handle(self, *_args: object, **options: Any) -> None:
        reports = check_all(now=timezone.now())
        if options["json"]:
            answer = [*in_json(reports)]
            self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            return
        verdicts = [Verdict.FAILS] if options["verbosity"] < EVERYTHING else [Verdict.FAILS, Verdict.HOLDS]
        for verdict in verdicts:
            for report, said in sentences(reports, verdict):
                self.stdout.write(f"{report.indicator}: {said}")
        self.stdout.write(summary(reports))


def summary(reports: Iterable[Report]) -> str:
    """The one line that says how much was checked."""
    holding = failing = unchecked = 0
    for report in reports:
        holding, failing = holding + len(report.tally.holding), failing + len(report.tally.failing)
        unchecked += report.tally.unchecked
    return gettext(
        "Kontrollert %(checked)d steder: %(holding)d går opp, %(failing)d går ikke opp. "
        "%(unchecked)d kunne ikke kontrolleres fordi tall mangler."
    ) % {"checked": holding + failing, "holding": holding, "failing": failing, "unchecked": unchecked}


def in_json(reports: list[Report]) -> Iterable[dict[str, Any]]:
    """One object for each check; the sums of groups are one check for each indicator."""
    identities = shipped_identities()
    said: dict[int, list[str]] = {}
    for report, sentence in sentences(reports, Verdict.FAILS):
        said.setdefault(id(report), []).append(sentence)
    for report in reports:
        identity = identities.get(report.check)
        yield {
            "check": report.check,
            "name": name_of_check(report.check),
            "indicator": report.indicator,
            "source": identity.source if identity else "",
            "holds": len(report.tally.holding),
            "fails": len(report.tally.failing),
            "unchecked": report.tally.unchecked,
            "findings": [
                {
                    "region": report.cells.region_codes[one.place[0]],
                    "period": one.place[1],
                    "difference": f"{decimal_of(one.difference).normalize():f}",
                    "sentence": sentence,
                }
                for one, sentence in zip(report.tally.failing, said.get(id(report), []), strict=True)
            ],
        }
