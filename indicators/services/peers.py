"""Choosing whom a municipality is compared with: for oneself, or for everybody who reads about it."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext

from accounts.models import Municipality, User
from accounts.services import record_event
from indicators.models import MOST_PEERS, ChosenPeer, Region, RegionKind


class PeersRefused(ValueError):
    """A choice that cannot be kept, with one line for each thing that is wrong with it."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


@transaction.atomic
def choose_peers(
    *, municipality: Municipality, user: User | None, regions: Sequence[Region], by: str, now: datetime
) -> bool:
    """Keep the regions in this order as the person's choice, or as the municipality's own where no person is given.

    None at all takes the choice back. Whether anything was changed.
    """
    # One at a time for each municipality: two that save at once must not end up with a mixture.
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    wanted = list(dict.fromkeys(regions))
    if problems := problems_with(wanted, municipality):
        raise PeersRefused(problems)
    kept = ChosenPeer.objects.filter(municipality=municipality, user=user)
    before = [one.region for one in kept.select_related("region").order_by("order")]
    if before == wanted:
        return False
    kept.delete()
    ChosenPeer.objects.bulk_create(
        ChosenPeer(municipality=municipality, user=user, region=region, order=order)
        for order, region in enumerate(wanted)
    )
    record_event(
        action="indicators.peers.changed" if user is None else "indicators.own_peers.changed",
        subject=municipality,
        by=by,
        now=now,
        municipality_number=municipality.number,
        before={"region": named(before)},
        after={"region": named(wanted)},
    )
    return True


def problems_with(regions: Sequence[Region], municipality: Municipality) -> list[str]:
    problems = []
    if len(regions) > MOST_PEERS:
        words = {"most": MOST_PEERS, "count": len(regions)}
        problems.append(gettext("Velg høyst %(most)d kommuner. Du har valgt %(count)d.") % words)
    for region in regions:
        if region.code == municipality.number:
            problems.append(gettext("%(name)s er deres egen kommune og er alltid med.") % {"name": region.name})
        elif region.kind != RegionKind.MUNICIPALITY:
            told = gettext("%(name)s er ingen kommune. KOSTRA-gruppen og landet er alltid med.")
            problems.append(told % {"name": region.name})
    return problems


def named(regions: Sequence[Region]) -> list[str]:
    return [f"{one.code} {one.name}" for one in regions]
