"""How every command that loads a file talks: problems on standard error and exit code 1, or one line that sums up."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from accounts.imports import MOST_LINES, ImportRefused, LoadOutcome


class LoadCommand(BaseCommand):
    """Loads one file, all of it or nothing."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help=gettext("filen som skal lastes inn"))

    def handle(self, *_args: object, **options: Any) -> None:
        path = Path(options["file"])
        try:
            outcome = self.load(path, options, now=timezone.now())
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None
        self.tell(path.name, outcome)

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        """Read, check and write. Raises ImportRefused with everything that is wrong."""
        raise NotImplementedError

    def tell(self, name: str, outcome: LoadOutcome) -> None:
        lines = [gettext("Advarsel: %(warning)s") % {"warning": warning} for warning in outcome.warnings]
        tell_some(self, lines, more=0)
        self.stdout.write(summary(name, outcome))


def summary(name: str, outcome: LoadOutcome) -> str:
    """The one line that says what a load did."""
    return gettext("%(file)s: %(created)d nye, %(updated)d endret, %(unchanged)d uendret") % {
        "file": name,
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
    }


def tell_problems(command: BaseCommand, refused: ImportRefused) -> None:
    """One line per problem on standard error."""
    tell_some(command, refused.problems, more=refused.more)


def tell_some(command: BaseCommand, lines: Iterable[object], *, more: int) -> None:
    listed = [str(line) for line in lines]
    for line in listed[:MOST_LINES]:
        command.stderr.write(line)
    if left := len(listed[MOST_LINES:]) + more:
        command.stderr.write(ngettext("… og %(count)d til", "… og %(count)d til", left) % {"count": left})
