"""Measures in words: how far one has come, by how much it is late, and when a cause was written."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from planning.models import Progress
from planning.rules import Late

# From here on whole months say more than days.
MONTHS_FROM = 2


def progress_said(progress: str, *, in_document: str = "", percent: int | None = None) -> str:
    """`I gang, 40 %`. Where nobody has said anything the document's own word stands, and is said to be that."""
    if progress:
        word = capfirst(str(Progress(progress).label))
        return word if percent is None else f"{word}, {percent}\u00a0%"
    return (
        gettext("%(word)s (planens ord)") % {"word": capfirst(in_document)} if in_document else gettext("Ikke oppgitt")
    )


def late_said(late: Late | None) -> str:
    """`Forfalt for 3 dager siden`; nothing where nothing is late."""
    if late is None:
        return ""
    if late.months >= MONTHS_FROM:
        text = ngettext("Forfalt for %(n)d måned siden", "Forfalt for %(n)d måneder siden", late.months)
        return text % {"n": late.months}
    return ngettext("Forfalt for %(n)d dag siden", "Forfalt for %(n)d dager siden", late.days) % {"n": late.days}


def written_said(*, on: date, by: str, newer: str) -> str:
    """`Skrevet 3. mars 2026 av Vilde, før tallet for 2025 kom.`"""
    words = {"day": date_format(on), "by": by, "period": newer}
    if newer:
        return gettext("Skrevet %(day)s av %(by)s, før tallet for %(period)s kom.") % words
    return gettext("Skrevet %(day)s av %(by)s.") % words
