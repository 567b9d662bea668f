"""`derive`: compute every derived indicator from the beginning. Figures that are as they were are left alone."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext

from accounts.management.loading import summary
from indicators.queries.formulas import formulas_of
from indicators.services.recording import recompute_derived


class Command(BaseCommand):
    help = "Regner ut alle avledede indikatorer på nytt. Det skjer ellers av seg selv når tall kommer inn."

    def handle(self, *_args: object, **_options: Any) -> None:
        for formula in formulas_of().values():
            for problem in formula.problems:
                self.stderr.write(f"{formula.indicator.code}: {problem}")
        outcome = recompute_derived(now=timezone.now())
        self.stdout.write(summary(gettext("Avledede indikatorer"), outcome))
