"""Why a part of a plan stays: what rests on it, in one sentence."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext, ngettext

from planning.services.goals import CannotDelete
from targets.services.area_removal import Resting


def why_kept(title: str, resting: Resting) -> str:
    """`«Oppvekst» kan ikke slettes, for her ligger 2 mål og 1 tiltak. …`"""
    text = gettext("«%(title)s» kan ikke slettes, for her ligger %(what)s. Flytt eller slett det først.")
    return text % {"title": title, "what": listed(list(parts(resting)))}


def parts(resting: Resting) -> Iterator[str]:
    counts = [
        (resting.themes, ngettext("%(n)d undertema", "%(n)d undertemaer", resting.themes)),
        (resting.goals, ngettext("%(n)d mål", "%(n)d mål", resting.goals)),
        (resting.targets, ngettext("%(n)d måltall", "%(n)d måltall", resting.targets)),
        (resting.measures, ngettext("%(n)d tiltak", "%(n)d tiltak", resting.measures)),
        (resting.indicators, ngettext("%(n)d indikator", "%(n)d indikatorer", resting.indicators)),
        (resting.challenges, ngettext("%(n)d utfordring", "%(n)d utfordringer", resting.challenges)),
    ]
    for count, text in counts:
        if count:
            yield text % {"n": count}


def listed(texts: Sequence[str]) -> str:
    """`a, b og c`."""
    *first, last = texts
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def why_goal_stays(problem: CannotDelete) -> str:
    count = {"count": problem.count}
    if problem.because == "targets":
        text = ngettext(
            "Målet har %(count)d måltall. Slett det først.",
            "Målet har %(count)d måltall. Slett dem først.",
            problem.count,
        )
        return text % count
    if problem.because == "goals":
        text = ngettext(
            "%(count)d delmål ligger under målet. Flytt eller slett det først.",
            "%(count)d delmål ligger under målet. Flytt eller slett dem først.",
            problem.count,
        )
        return text % count
    return gettext("Planen er vedtatt, og et vedtatt mål kan ikke slettes. Du kan endre ordlyden og skrive hvorfor.")


def why_guideline_stays(goals: int) -> str:
    text = ngettext(
        "%(count)d mål svarer på føringen. Ta føringen bort fra målet før du sletter den.",
        "%(count)d mål svarer på føringen. Ta føringen bort fra målene før du sletter den.",
        goals,
    )
    return text % {"count": goals}
