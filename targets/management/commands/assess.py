"""`assess`: judge every target. Without a date it stores; with `--on` or `--known-at` it stores nothing."""

import argparse
import json
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext

from indicators.formats import NBSP
from planning.models import Plan
from targets.certificates import Judgement
from targets.sentences import sentence
from targets.services.assessment import assess_and_store, judge_targets


class Command(BaseCommand):
    help = "Vurder måltallene. Med --on eller --known-at regnes det ut uten at noe lagres."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--plan", metavar="KODE", help="bare denne planen")
        parser.add_argument("--on", metavar="DATO", help="slik det sto den dagen, ÅÅÅÅ-MM-DD")
        parser.add_argument("--known-at", metavar="DATO", help="bare med det som var kjent da, ÅÅÅÅ-MM-DD")
        parser.add_argument("--json", action="store_true", help="skriv én JSON-liste")

    def handle(self, *_args: Any, **options: Any) -> None:
        plan = plan_named(options["plan"])
        on = read_date(options["on"], "--on")
        known_at = read_date(options["known_at"], "--known-at")
        stores = on is None and known_at is None
        on = on or timezone.localdate()
        if stores:
            outcome = assess_and_store(plan=plan, on=on, now=timezone.now())
            if not options["json"]:
                self.say(
                    gettext("%(assessed)d måltall vurdert, %(renewed)d nye vurderinger, %(changed)d endrede lys"),
                    outcome,
                )
        judgements = judge_targets(plan=plan, on=on, known_at=end_of(known_at))
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in judgements], ensure_ascii=False, indent=1))
        elif not stores:
            for judgement in judgements:
                self.stdout.write(f"{judgement.target.code}\t{plain_spaces(sentence(judgement.facts))}")

    def say(self, text: str, outcome: Any) -> None:
        self.stdout.write(text % {name: getattr(outcome, name) for name in ("assessed", "renewed", "changed")})


def plan_named(code: str | None) -> Plan | None:
    if code is None:
        return None
    plan = Plan.objects.filter(code=code).first()
    if plan is None:
        raise CommandError(gettext("Det finnes ingen plan med koden «%(code)s».") % {"code": code})
    return plan


def read_date(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = gettext("%(option)s: «%(text)s» er ikke en dato. Skriv ÅÅÅÅ-MM-DD.")
        raise CommandError(message % {"option": option, "text": text}) from None


def end_of(day: date | None) -> datetime | None:
    """The last moment of the day, because a date is inclusive."""
    return None if day is None else timezone.make_aware(datetime.combine(day, time.max))


def as_json(judgement: Judgement) -> dict[str, Any]:
    """One target as scripts read it (the data README's «Scripted answers»)."""
    verdict, facts = judgement.verdict, judgement.facts
    figure = verdict.figure
    return {
        "plan": judgement.target.plan.code,
        "target": judgement.target.code,
        "light": verdict.light.value,
        "reason": verdict.reason.value if verdict.reason else None,
        "period": figure.period.code if figure else None,
        "actual": as_number(figure.value if figure else None),
        "expected": as_number(verdict.expected),
        "warning": None,
        "stale": verdict.is_stale,
        "attainment": verdict.attainment.value if verdict.attainment else None,
        "overridden": False,
        "sentence": plain_spaces(sentence(facts)),
        "rule_version": facts["rule_version"],
    }


def as_number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def plain_spaces(text: str) -> str:
    """Scripts and terminals search for ordinary spaces."""
    return text.replace(NBSP, " ")
