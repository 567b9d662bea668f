"""A file of figures of any kind, taken in by what its name ends with: for the command and for the upload page alike."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.utils.translation import gettext

from accounts.imports import LoadOutcome, refusal
from indicators.services.excel_files import load_excel
from indicators.services.jsonstat_files import load_jsonstat
from indicators.services.observations import load_observations
from indicators.services.recording import Body, opened
from indicators.sources.excel import mapping_named

# What is no .xlsx is told so by the reader of workbooks.
EXCEL_ENDINGS = frozenset({".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"})


@dataclass(frozen=True, slots=True)
class FigureFile:
    """What somebody brought: the file, and what they said of it."""

    name: str
    body: Body
    # A shipped mapping by name, or the path of one; only for workbooks.
    mapping: str = ""
    provisional: bool = False

    @property
    def ending(self) -> str:
        return PurePath(self.name).suffix.casefold()

    @property
    def whole(self) -> bytes:
        """All of it at once, for the kinds of files that cannot be read row by row."""
        return opened(self.body).read()

    @property
    def is_workbook(self) -> bool:
        return self.ending in EXCEL_ENDINGS


def load_figure_file(
    file: FigureFile,
    *,
    most_cells: int,
    known_from: datetime,
    by: str,
    now: datetime,
    only_regions: Collection[str] | None = None,
) -> LoadOutcome:
    """Take in a file: all of it, or ImportRefused and nothing. `only_regions` narrows a workbook with a mapping."""
    if file.mapping and not file.is_workbook:
        raise refusal(file.name, gettext("oppsett"), gettext("bare Excel-filer (.xlsx) leses med et oppsett"))
    if file.ending == ".json":
        return load_jsonstat(
            name=file.name,
            stem=PurePath(file.name).stem,
            body=file.whole,
            most_cells=most_cells,
            provisional=file.provisional,
            known_from=known_from,
            by=by,
            now=now,
        )
    if file.is_workbook:
        mapping = mapping_named(file.mapping) if file.mapping else None
        return load_excel(
            name=file.name,
            body=file.whole,
            mapping=mapping,
            provisional=file.provisional,
            known_from=known_from,
            by=by,
            now=now,
            only_regions=only_regions if mapping else None,
        )
    return load_observations(
        name=file.name, body=file.body, provisional=file.provisional, known_from=known_from, by=by, now=now
    )
