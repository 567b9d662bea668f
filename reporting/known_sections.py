"""The sections that each kind of report has, in its own order, and what they are called where they are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from reporting.exports import annual_layout, status_layout
from reporting.exports.sections import Section
from reporting.models import ReportKind

SECTIONS: dict[ReportKind, Sequence[Section[Any]]] = {
    ReportKind.ANNUAL: annual_layout.SECTIONS,
    ReportKind.STATUS: status_layout.SECTIONS,
}


@dataclass(frozen=True, slots=True)
class KnownSection:
    code: str
    title: str | Promise


def sections_of(kind: ReportKind) -> list[KnownSection]:
    return [KnownSection(one.code, one.title) for one in SECTIONS[kind]]
