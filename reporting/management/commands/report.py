"""`report`: write a report on a plan, or on its municipality, to a file."""

import argparse
import errno
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language, gettext

from planning.models import Plan
from reporting.exports.reports import (
    COMPOSERS,
    FIRST_YEAR,
    FORMS,
    LAST_YEAR,
    Composed,
    ReportAsked,
    ReportNotMade,
    composed,
    forms_of,
    written,
)
from reporting.models import ReportFormat, ReportKind


class Command(BaseCommand):
    help = "Skriv en rapport til en fil. Rapporten for et år viser lysene slik de sto da året var slutt."
    # They read in every address of the web pages and the API, which takes a second and a quarter of the memory.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        # Checked by hand, so that whatever is wrong ends in one Norwegian line and exit code 1.
        parser.add_argument("--plan", metavar="KODE", help="planens kode; en ståstedsanalyse gjelder planens kommune")
        parser.add_argument("--year", metavar="ÅÅÅÅ", help="året rapporten gjelder")
        parser.add_argument("--kind", metavar="SLAG", help=known_kinds())
        parser.add_argument("--format", metavar="FORMAT", help=listed(FORMS))
        parser.add_argument("--output", metavar="FIL", help="filen som skal skrives; en som finnes, blir erstattet")

    def handle(self, *_args: Any, **options: Any) -> None:
        kind = read_kind(given(options, "kind"))
        form = read_format(given(options, "format"), kind)
        year = read_year(given(options, "year"))
        path = path_of(given(options, "output"))
        plan = plan_named(given(options, "plan"))
        report = composed(asked_for(kind, plan, year), on=timezone.localdate())
        replace_file(path, content_of(report, form))
        words = {"year": year, "count": report.count, "path": path}
        self.stdout.write(done_said(kind) % words)


def asked_for(kind: ReportKind, plan: Plan, year: int) -> ReportAsked:
    about = plan if kind == ReportKind.ANNUAL else None
    return ReportAsked(kind, plan.municipality, about, year, get_language() or "nb")


def content_of(report: Composed, form: ReportFormat) -> bytes:
    try:
        return written(report, form)
    except ReportNotMade as problem:
        raise CommandError(str(problem)) from None


def done_said(kind: ReportKind) -> str:
    if kind == ReportKind.ANNUAL:
        return gettext("Årsrapporten for %(year)s er skrevet til %(path)s (%(count)d måltall).")
    return gettext("Ståstedsanalysen for %(year)s er skrevet til %(path)s (%(count)d indikatorer).")


def given(options: dict[str, Any], name: str) -> str:
    if options[name] is None:
        raise CommandError(gettext("--%(name)s mangler.") % {"name": name})
    return str(options[name])


def read_kind(name: str) -> ReportKind:
    if name not in COMPOSERS:
        message = gettext("--kind: rapportslaget «%(kind)s» finnes ikke. De som finnes, er %(known)s.")
        raise CommandError(message % {"kind": name, "known": known_kinds()})
    return ReportKind(name)


def known_kinds() -> str:
    return listed(f"{one.value} ({one.label})" for one in COMPOSERS)


def read_format(name: str, kind: ReportKind) -> ReportFormat:
    known = forms_of(kind)
    if name not in known:
        message = gettext("--format: formatet «%(name)s» finnes ikke. De som finnes, er %(known)s.")
        raise CommandError(message % {"name": name, "known": listed(known)})
    return ReportFormat(name)


def listed(names: Iterable[str]) -> str:
    """With commas, and a word before the last."""
    *most, last = [str(name) for name in names]
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(most), "last": last} if most else last


def read_year(text: str) -> int:
    if not (len(text) == 4 and text.isascii() and text.isdigit() and FIRST_YEAR <= int(text) <= LAST_YEAR):
        message = gettext("--year: «%(text)s» er ikke et årstall mellom %(first)d og %(last)d.")
        raise CommandError(message % {"text": text, "first": FIRST_YEAR, "last": LAST_YEAR})
    return int(text)


def path_of(text: str) -> Path:
    """Where the file is to be, if a file can be there."""
    path = Path(text)
    try:
        problem = problem_with(path) if text else gettext("er tomt")
        if not problem:
            return path.resolve()
    except OSError as error:
        problem = gettext("kan ikke brukes (%(reason)s)") % {"reason": reason_of(error)}
    raise CommandError(gettext("--output: «%(text)s» %(problem)s.") % {"text": text, "problem": problem})


def problem_with(path: Path) -> str:
    if path.is_dir():
        return gettext("er en mappe, og ikke en fil")
    if path.exists() and not path.is_file():
        return gettext("er ikke en vanlig fil")
    return "" if path.parent.is_dir() else gettext("ligger i en mappe som ikke finnes")


def plan_named(code: str) -> Plan:
    plan = Plan.objects.select_related("municipality").filter(code=code).first()
    if plan is None:
        raise CommandError(gettext("Det finnes ingen plan med koden «%(code)s».") % {"code": code})
    return plan


def replace_file(path: Path, content: bytes) -> None:
    """The whole file or nothing: it is written beside its place and then moved there."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        message = gettext("--output: kan ikke skrive «%(path)s» (%(reason)s).")
        raise CommandError(message % {"path": path, "reason": reason_of(error)}) from None
    finally:
        unfinished.unlink(missing_ok=True)


def reason_of(error: OSError) -> str:
    """Why a file could not be written, for the usual reasons in words."""
    reasons = {
        errno.EACCES: gettext("du har ikke lov til å skrive der"),
        errno.EPERM: gettext("du har ikke lov til å skrive der"),
        errno.EROFS: gettext("disken kan bare leses"),
        errno.ENOSPC: gettext("disken er full"),
        errno.ENAMETOOLONG: gettext("navnet er for langt"),
    }
    return reasons.get(error.errno or 0) or error.strerror or type(error).__name__
