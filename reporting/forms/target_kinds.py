"""The kinds of targets as a coordinator chooses between them: what each means, an example, and what it asks for."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from targets.models import TargetKind
from targets.rules import Kind


@dataclass(frozen=True, slots=True)
class KindWords:
    """One kind: a sentence on when it is the right one, an example, and the fields that it alone is about."""

    label: Any
    said: Any
    example: Any
    fields: tuple[str, ...]


PATH_FIELDS = ("baseline_period", "baseline_value", "deadline", "steps")
KINDS: dict[str, KindWords] = {
    Kind.STAY_ABOVE: KindWords(
        _("Holde seg over en grense"),
        _("Tallet skal aldri være lavere enn grensen."),
        _("disposisjonsfondet er minst 5 prosent"),
        ("lower", "deadline"),
    ),
    Kind.STAY_BELOW: KindWords(
        _("Holde seg under en grense"),
        _("Tallet skal aldri være høyere enn grensen."),
        _("lånegjelden er høyst 75 prosent"),
        ("upper", "deadline"),
    ),
    Kind.STAY_WITHIN: KindWords(
        _("Holde seg innenfor et intervall"),
        _("Tallet skal ligge mellom to grenser."),
        _("sykefraværet er mellom 4 og 6 prosent"),
        ("lower", "upper", "deadline"),
    ),
    Kind.REACH: KindWords(
        _("Nå en verdi innen en frist"),
        _("Tallet skal fra der det er nå, til en bestemt verdi."),
        _("fra 44,8 til 50 prosent innen 2028"),
        ("goal_value", *PATH_FIELDS),
    ),
    Kind.CHANGE_BY: KindWords(
        _("Endre seg så og så mye"),
        _("Tallet skal opp eller ned med en andel eller et antall."),
        _("utslippene er halvert fra 2009 til 2030"),
        ("change", "change_is_percent", *PATH_FIELDS),
    ),
    Kind.TREND: KindWords(
        _("Gå riktig vei"),
        _("Tallet skal bli bedre, uten at planen sier hvor mye."),
        _("færre boligbranner"),
        ("direction",),
    ),
    Kind.PEER: KindWords(
        _("Være på nivå med andre"),
        _("Tallet skal være omtrent som et annet sted, eller bedre."),
        _("gebyrene er som i KOSTRA-gruppen"),
        ("peer", "direction"),
    ),
    Kind.RECURRING: KindWords(
        _("Gjøres med faste mellomrom"),
        _("En oppgave skal gjøres igjen før det har gått for lang tid."),
        _("klimaplanen revideres hvert fjerde år"),
        ("state", "recurs_every", "recurs_unit", "deadline"),
    ),
    Kind.MILESTONE: KindWords(
        _("En tilstand som skal nås"),
        _("Ingen tall måler det. En person vurderer om det er nådd."),
        _("kommunen er arealnøytral i 2030"),
        ("state", "deadline"),
    ),
}
# Where the colours change, which every kind that looks at figures may set.
PATHS = frozenset({Kind.REACH, Kind.CHANGE_BY})
FIGURELESS = frozenset({Kind.RECURRING, Kind.MILESTONE})
# What a field holds where the kind does not ask for it.
BLANK: dict[str, Any] = {
    **dict.fromkeys(("lower", "upper", "goal_value", "change", "baseline_value", "peer", "recurs_every", "tolerance")),
    **dict.fromkeys(("deadline", "baseline_period", "direction", "recurs_unit", "state"), ""),
    "change_is_percent": True,
}


def fields_of(kind: str) -> tuple[str, ...]:
    """What the kind is about, in the order in which it is asked."""
    return KINDS[kind].fields if kind in KINDS else ()


def border_fields_of(kind: str) -> tuple[str, ...]:
    """What moves the borders between the colours."""
    if kind in FIGURELESS or kind not in KINDS:
        return ()
    return ("tolerance", "green_from", "yellow_from", "unit") if kind in PATHS else ("tolerance", "unit")


def kind_choices() -> list[tuple[str, str]]:
    """In the language of the reader."""
    return [(one.value, str(KINDS[one.value].label)) for one in TargetKind]
