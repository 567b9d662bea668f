"""Where a thing is mended: one link for whoever may mend it, else to where it can be read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from reporting.quality import Doing, Group, Kind, Thing


@dataclass(frozen=True, slots=True)
class Able:
    """What the reader may do about figures and lights."""

    load_figures: bool = False
    edit_targets: bool = False
    administer: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing with where it can be read of, and the way to where it is mended."""

    thing: Thing
    address: str
    action: Action


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """Things that are dealt with in the same way, as a page lists them."""

    doing: Doing
    behind_lights: list[Listed]
    others: list[Listed]


def listed_actions(groups: Iterable[Group], able: Able) -> list[ListedGroup]:
    """Every group with an action on each of its things."""
    return [ListedGroup(one.doing, listed(one.behind_lights, able), listed(one.others, able)) for one in groups]


def listed(things: Iterable[Thing], able: Able) -> list[Listed]:
    return [Listed(one, address_of(one), action_on(one, able)) for one in things]


def address_of(thing: Thing) -> str:
    """The page of the indicator, or of the target where it is the light that something is the matter with."""
    if thing.indicator:
        return reverse("indicator-detail", args=[thing.indicator])
    (target,) = thing.targets
    return reverse("target-detail", args=[target.plan, target.code])


def action_on(thing: Thing, able: Able) -> Action:
    """The way to where the thing is mended."""
    if thing.kind is Kind.OVERRIDDEN:
        label = gettext("Trekk tilbake, eller la den stå") if able.edit_targets else gettext("Se måltallet")
        return Action(label, address_of(thing))
    if thing.kind in {Kind.MISSING, Kind.STALE, Kind.PROVISIONAL}:
        return new_figure(thing, able)
    if thing.kind is Kind.BREAK and thing.record and able.administer:
        address = reverse("admin:indicators_qualityrecord_change", args=[thing.record])
        return Action(gettext("Rett merknaden"), address)
    if thing.kind in {Kind.SUM, Kind.NO_SOURCE} and able.administer:
        address = reverse("admin:indicators_indicator_change", args=[thing.indicator_key])
        return Action(gettext("Rett indikatoren"), address)
    return see_indicator(thing)


def new_figure(thing: Thing, able: Able) -> Action:
    """The source where the figures come by themselves, the form where they do not."""
    if thing.source:
        return Action(gettext("Se kilden"), reverse("source-detail", args=[thing.source]))
    if able.load_figures:
        return Action(gettext("Skriv inn et tall"), reverse("figure-type", args=[thing.indicator]))
    return see_indicator(thing)


def see_indicator(thing: Thing) -> Action:
    return Action(gettext("Se indikatoren"), address_of(thing))
