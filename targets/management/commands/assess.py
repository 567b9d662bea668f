"""`assess`: judge every target. Without a date it stores; with `--on` or `--known-at` it stores nothing."""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import ImportRefused, quoted, refusal
from accounts.management.dates import date_in, end_of
from accounts.management.loading import tell_problems
from indicators.formats import NBSP
from planning.models import Plan
from targets.certificates import Judgement
from targets.sentences import sentence
from targets.services.assessment import assess_and_store, judge_targets


class Command(BaseCommand):
    help = "Vurder måltallene. Med --on eller --known-at regnes det ut uten at noe lagres."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan", metavar="KODE", help="bare denne planen")
        parser.add_argument("--on", metavar="DATO", help="slik det sto den dagen, ÅÅÅÅ-MM-DD")
        parser.add_argument("--known-at", metavar="DATO", help="bare med det som var kjent da, ÅÅÅÅ-MM-DD")
        parser.add_argument("--json", action="store_true", help="skriv én JSON-liste")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            question = question_in(options)
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None
        if question.stores:
            self.store(question, quiet=options["json"])
        judgements = judge_targets(plan=question.plan, on=question.on, known_at=question.known_at)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in judgements], ensure_ascii=False, indent=1))
        elif not question.stores:
            for judgement in judgements:
                self.stdout.write(f"{judgement.target.code}\t{plain_spaces(sentence(judgement.facts))}")

    def store(self, question: "Question", *, quiet: bool) -> None:
        outcome = assess_and_store(plan=question.plan, on=question.on, now=timezone.now())
        if quiet:
            return
        text = gettext("%(assessed)d måltall vurdert, %(renewed)d nye vurderinger, %(changed)d endrede lys")
        self.stdout.write(text % asdict(outcome))


@dataclass(frozen=True, slots=True)
class Question:
    """Which targets, as of which day, from what was known when."""

    plan: Plan | None
    on: date
    known_at: datetime | None
    stores: bool


def question_in(options: dict[str, Any]) -> Question:
    """The question that the options ask. Raises ImportRefused."""
    on = date_in(options["on"], option="--on") if options["on"] else None
    known = date_in(options["known_at"], option="--known-at") if options["known_at"] else None
    return Question(
        plan=plan_named(options["plan"]),
        on=on or timezone.localdate(),
        known_at=end_of(known) if known else None,
        stores=on is None and known is None,
    )


def plan_named(code: str | None) -> Plan | None:
    if code is None:
        return None
    plan = Plan.objects.filter(code=code).first()
    if plan is None:
        raise refusal("", "--plan", gettext("ukjent plan %(code)s") % {"code": quoted(code)})
    return plan


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
        "warning": verdict.warning.value if verdict.warning else None,
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
