"""Files of figures brought to a page: kept until somebody has seen what they would change, then taken in once."""

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext

from accounts.imports import ImportRefused, LoadOutcome, Problems, quoted, refusal
from accounts.models import Municipality
from indicators.changes import FigureChange, changes_in
from indicators.models import Fetch, Indicator, Observation, Upload
from indicators.queries.history import region_history
from indicators.services.figure_files import FigureFile, load_figure_file
from indicators.services.recording import whole_or_nothing

KEPT_FOR = timedelta(days=7)
# A page answers while somebody waits; larger files are for the command.
MOST_FIGURES = 100_000
MOST_CHANGES = 50


class UploadIsGone(Exception):
    """Somebody has taken the file in, or dropped it, already."""


class FiguresHaveChanged(Exception):
    """What the file would change is no longer what the person saw."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What a person may bring figures about."""

    # The codes of the own municipality through time; None is every region.
    regions: frozenset[str] | None
    # Those that the person may see; another municipality's drafts are not among them.
    indicators: QuerySet[Indicator]
    may_add_indicators: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would change, computed by really taking it in and undoing it."""

    outcome: LoadOutcome
    changes: list[FigureChange]
    # Tells whether anything that matters to the file has changed since.
    stamp: str

    @property
    def more(self) -> int:
        """How many changes there are beyond those that are listed."""
        return self.outcome.created + self.outcome.updated - len(self.changes)


def codes_through_time(number: str) -> frozenset[str]:
    """The municipality's own number and those of everything that went into it."""
    return frozenset({number, *region_history().chronicle.lineage(number).predecessors})


@transaction.atomic
def keep_upload(*, municipality: Municipality, file: FigureFile, by: str, now: datetime) -> Upload:
    """Keep a file until its owner has seen what it would change. Those that nobody came back to are thrown away."""
    Upload.objects.filter(uploaded_at__lt=now - KEPT_FOR).delete()
    return Upload.objects.create(
        municipality=municipality,
        name=file.name[:300],
        body=zlib.compress(file.whole),
        checksum=hashlib.sha256(file.whole).hexdigest(),
        mapping=file.mapping,
        is_provisional=file.provisional,
        uploaded_by=by,
        uploaded_at=now,
    )


def drop_upload(*, upload_id: int) -> None:
    """Throw the file away."""
    Upload.objects.filter(pk=upload_id).delete()


class Undone(Exception):
    """Undoes a load after it has been looked at."""


def preview_upload(*, upload: Upload, reach: Reach, by: str, now: datetime) -> Preview:
    """What the file would change. Nothing of it stays. Raises ImportRefused with what is wrong with the file."""
    try:
        with whole_or_nothing():
            preview = take_in(upload, reach, by=by, now=now)
            raise Undone
    except Undone:
        return preview


@whole_or_nothing()
def confirm_upload(*, upload_id: int, stamp: str, reach: Reach, by: str, now: datetime) -> LoadOutcome:
    """Take the file in, once, if it still changes what the person saw.

    Raises UploadIsGone, FiguresHaveChanged, or ImportRefused where the file no longer can be taken; then nothing is
    written, and the file still waits.
    """
    upload = Upload.objects.select_for_update().filter(pk=upload_id).first()
    if upload is None or not Upload.objects.filter(pk=upload_id).delete()[0]:
        raise UploadIsGone
    taken = take_in(upload, reach, by=by, now=now)
    if taken.stamp != stamp:
        raise FiguresHaveChanged
    return taken.outcome


def take_in(upload: Upload, reach: Reach, *, by: str, now: datetime) -> Preview:
    """Load the file by the same loader as the command, and see what it did."""
    body = zlib.decompress(upload.body)
    file = FigureFile(upload.name, body, upload.mapping, upload.is_provisional)
    newest_indicator = Indicator.objects.aggregate(newest=Max("pk"))["newest"] or 0
    refuse_too_many(file.name, body.count(b"\n") if file.ending == ".csv" else 0)
    outcome = load_figure_file(
        file, most_cells=MOST_FIGURES, known_from=now, by=by, now=now, only_regions=reach.regions
    )
    refuse_too_many(file.name, outcome.created + outcome.updated + outcome.unchanged)
    fetch = Fetch.objects.filter(checksum=upload.checksum, received_at=now).order_by("-pk").first()
    if fetch is None:
        return Preview(outcome, [], stamp_of(outcome, Observation.objects.none()))
    refuse_beyond(reach, fetch, newest_indicator, name=upload.name)
    added = Observation.objects.filter(fetch=fetch)
    return Preview(outcome, changes_in(fetch, most=MOST_CHANGES), stamp_of(outcome, added))


def refuse_too_many(name: str, figures: int) -> None:
    if figures > MOST_FIGURES:
        message = gettext(
            "filen har mer enn %(most)d tall: be den som drifter Planpuls om å ta den inn med en kommando"
        )
        raise refusal(name, "", message % {"most": MOST_FIGURES})


def refuse_beyond(reach: Reach, fetch: Fetch, newest_indicator: int, *, name: str) -> None:
    """A problem for each region and indicator that the person may not bring figures about."""
    problems = Problems(name)
    for line in beyond(reach, Observation.objects.filter(fetch=fetch), newest_indicator):
        problems.add("", line)
    if problems.listed:
        raise ImportRefused(problems.listed, problems.more)


def beyond(reach: Reach, added: QuerySet[Observation], newest_indicator: int) -> Iterator[str]:
    if reach.regions is not None:
        others = added.exclude(region__code__in=reach.regions).values_list("region__name", "region__code")
        for region, code in others.distinct().order_by("region__name"):
            words = {"region": quoted(region), "code": code}
            yield gettext("regionen %(region)s (%(code)s): du kan bare ta inn tall om din egen kommune") % words
    for code in codes_in(added.exclude(indicator__in=reach.indicators)):
        yield gettext("ukjent indikator %(code)s: last inn indikatoren først") % {"code": quoted(code)}
    if not reach.may_add_indicators:
        for code in codes_in(added.filter(indicator__gt=newest_indicator)):
            words = {"code": quoted(code)}
            yield gettext("indikatoren %(code)s er ny: be en administrator om å ta inn filen første gang") % words


def codes_in(added: QuerySet[Observation]) -> list[str]:
    return list(added.values_list("indicator__code", flat=True).distinct().order_by("indicator__code"))


def stamp_of(outcome: LoadOutcome, added: QuerySet[Observation]) -> str:
    """What the file does, and how far the history of the cells that it touches has come: rows are only added."""
    touched = Observation.objects.filter(
        indicator__in=added.values("indicator"), region__in=added.values("region"), period__in=added.values("period")
    )
    history = touched.exclude(pk__in=added.values("pk")).aggregate(rows=Count("pk"), newest=Max("pk"))
    parts = (outcome.created, outcome.updated, outcome.unchanged, history["rows"], history["newest"] or 0)
    return "-".join(str(part) for part in parts)
