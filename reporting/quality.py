"""What is wrong, or must be known, of a plan's figures and lights: things to look at, and what to do about them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """What is the matter. The value stands in addresses."""

    MISSING = "mangler"
    STALE = "gammelt"
    DOES_NOT_ADD_UP = "gar-ikke-opp"
    CONFLICT = "motstrid"
    OVERRIDDEN = "overstyrt"
    BREAK = "brudd"
    SUM = "sum"
    PROVISIONAL = "forelopig"
    NO_SOURCE = "uten-kilde"


@dataclass(frozen=True, slots=True)
class Doing:
    """What somebody should do about some kinds of things, and why."""

    title: str | Promise
    advice: str | Promise
    kinds: tuple[Kind, ...]


LABELS: dict[Kind, str | Promise] = {
    Kind.MISSING: _("Tall mangler"),
    Kind.STALE: _("Gamle tall"),
    Kind.DOES_NOT_ADD_UP: _("Går ikke opp"),
    Kind.CONFLICT: _("Oppgitt ulikt"),
    Kind.OVERRIDDEN: _("Overstyrt lys"),
    Kind.BREAK: _("Brudd i serien"),
    Kind.SUM: _("Sum, ikke snitt"),
    Kind.PROVISIONAL: _("Foreløpige tall"),
    Kind.NO_SOURCE: _("Uten kilde"),
}
# In the order in which they are worth somebody's time.
DOINGS = (
    Doing(
        _("Skaff tallene"),
        _("Uten et ferskt tall kan lyset bli grått, eller bygge på noe gammelt."),
        (Kind.MISSING, Kind.STALE),
    ),
    Doing(
        _("Finn ut hvilket tall som er riktig"),
        _("Planpuls retter aldri et tall. Se på kilden, og si fra til den som har publisert det."),
        (Kind.DOES_NOT_ADD_UP, Kind.CONFLICT),
    ),
    Doing(
        _("Se om overstyringen skal stå"),
        _("Noen har satt et annet lys enn det som er beregnet. Trekk det tilbake når grunnen ikke gjelder lenger."),
        (Kind.OVERRIDDEN,),
    ),
    Doing(
        _("Vær varsom når du sammenligner"),
        _("Tallene er riktige, men kan ikke leses rett ved siden av hverandre."),
        (Kind.BREAK, Kind.SUM),
    ),
    Doing(
        _("Vent på endelige tall"),
        _("Foreløpige tall kan bli endret. Kommer de fra en kilde som hentes, byttes de ut av seg selv."),
        (Kind.PROVISIONAL,),
    ),
    Doing(
        _("Si hvor tallene er fra"),
        _("Et tall uten kilde kan ingen etterprøve."),
        (Kind.NO_SOURCE,),
    ),
)


@dataclass(frozen=True, slots=True)
class Affected:
    """A target whose light builds on the figure, with the light that it has."""

    plan: str
    code: str
    title: str
    light: str
    word: str


@dataclass(frozen=True, slots=True)
class Seen:
    """That somebody has looked at a thing, and why it may stay as it is."""

    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing to look at. `facts` are what it rests on: when they change, it is another thing to look at.

    `source` is the code of the source that the figures are fetched from, `record` the key of the record that says so.
    What is the matter with a light and not with figures has no indicator, region and period, and names its one target.
    """

    kind: Kind
    indicator: str
    name: str
    region: str
    region_code: str
    period: str
    sentence: str
    facts: tuple[str, ...]
    targets: tuple[Affected, ...] = ()
    source: str = ""
    record: int | None = None
    indicator_key: int = 0
    # Which of several things of one kind at one place.
    about: str = ""
    seen: Seen | None = field(default=None, compare=False)

    @property
    def key(self) -> str:
        """What it is about, whatever is the matter with it today."""
        about = "|".join((self.indicator, self.region_code, self.period, self.about or str(self.record or "")))
        return f"{self.kind}:{hashlib.sha256(about.encode()).hexdigest()[:32]}"

    @property
    def stamp(self) -> str:
        """What it rests on. It is the same in every language."""
        return hashlib.sha256("\n".join(self.facts).encode()).hexdigest()[:32]

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])

    @property
    def is_behind_a_light(self) -> bool:
        return bool(self.targets)

    @property
    def urgency(self) -> tuple[bool, str, str, str]:
        """Those that a light builds on first, then by name."""
        return (not self.targets, self.name.casefold(), self.region, self.period)


@dataclass(frozen=True, slots=True)
class Group:
    """Things that are dealt with in the same way: those behind lights, and the others."""

    doing: Doing
    behind_lights: list[Thing]
    others: list[Thing]

    @property
    def count(self) -> int:
        return len(self.behind_lights) + len(self.others)


def grouped(things: Sequence[Thing]) -> list[Group]:
    """By what to do about them, groups with nothing in them left out."""
    groups = []
    for doing in DOINGS:
        own = sorted((one for one in things if one.kind in doing.kinds), key=lambda one: one.urgency)
        groups.append(Group(doing, [one for one in own if one.targets], [one for one in own if not one.targets]))
    return [group for group in groups if group.count]
