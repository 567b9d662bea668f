"""`assess`: judge every target. Without a date it stores; with `--on` or `--known-at` it stores nothing.

With `--certificate` it prints what one light rests on, and with `--replay` it judges such a print again.
"""

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import ImportRefused, quoted, refusal
from accounts.management.dates import date_in, end_of
from accounts.management.loading import tell_problems
from indicators.formats import NBSP
from indicators.sources.files import read_file
from planning.models import Plan
from targets.certificates import Judgement
from targets.certificates.files import Certificate, as_file, judged_again, read_certificate
from targets.management.replaying import (
    difference_said,
    replay_as_json,
    replay_said,
    stored_certificate,
    target_named,
)
from targets.sentences import sentence
from targets.services.assessment import assess_and_store, judge_batch, judge_targets


class Command(BaseCommand):
    help = "Vurder måltallene. Med --on eller --known-at regnes det ut uten at noe lagres."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--plan", metavar="KODE", help=gettext("bare denne planen"))
        parser.add_argument("--on", metavar="DATO", help=gettext("slik det sto den dagen, ÅÅÅÅ-MM-DD"))
        parser.add_argument("--known-at", metavar="DATO", help=gettext("bare med det som var kjent da, ÅÅÅÅ-MM-DD"))
        parser.add_argument("--json", action="store_true", help=gettext("skriv én JSON-liste"))
        parser.add_argument("--certificate", metavar="PLAN/MÅLTALL", help=gettext("skriv sertifikatet for ett måltall"))
        parser.add_argument("--replay", metavar="FIL", help=gettext("vurder et sertifikat på nytt, uten database"))

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            self.answer(options)
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None

    def answer(self, options: dict[str, Any]) -> None:
        if options["replay"] is not None:
            self.replay(Path(options["replay"]), as_json=options["json"])
        elif options["certificate"] is not None:
            self.stdout.write(as_file(certificate_asked_for(options["certificate"], question_in(options))))
        else:
            self.judge(options)

    def judge(self, options: dict[str, Any]) -> None:
        question = question_in(options)
        if question.stores:
            self.store(question, quiet=options["json"])
        judgements = judge_targets(plan=question.plan, on=question.on, known_at=question.known_at)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(one) for one in judgements], ensure_ascii=False, indent=1))
        elif not question.stores:
            for judgement in judgements:
                self.stdout.write(f"{judgement.target.code}\t{plain_spaces(sentence(judgement.facts))}")

    def replay(self, path: Path, *, as_json: bool) -> None:
        """Exit code 1 where the rule says something else than the certificate does."""
        certificate = read_certificate(read_file(path, most_megabytes=settings.MAX_IMPORT_MB), name=path.name)
        again = judged_again(certificate, name=path.name)
        if as_json:
            self.stdout.write(json.dumps(replay_as_json(certificate, again), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(replay_said(certificate, again))
            for difference in again.differences:
                self.stderr.write(str(difference_said(path.name, certificate, difference)))
        if not again.is_same:
            raise SystemExit(1)

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


def certificate_asked_for(name: str, question: Question) -> Certificate:
    """As it is stored; with a date as it would be, from what was known then. Raises ImportRefused."""
    target = target_named(name)
    if question.stores:
        return stored_certificate(target)
    (judgement,) = judge_batch([target], on=question.on, known_at=question.known_at)
    return Certificate(target.plan.code, target.code, question.on, judgement.facts)


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
        "overridden": judgement.override is not None,
        "override": facts.get("override"),
        "sentence": plain_spaces(sentence(facts)),
        "rule_version": facts["rule_version"],
    }


def as_number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def plain_spaces(text: str) -> str:
    """Scripts and terminals search for ordinary spaces."""
    return text.replace(NBSP, " ")
