"""How many targets cannot be judged, and for which reason, as reports and slides say it."""

from django.utils.translation import ngettext

from targets.rules import Reason


def reason_words(reason: str, count: int) -> str:
    """How many targets lack what."""
    said = {
        Reason.NO_INDICATOR: ngettext("%(n)d har ingen indikator", "%(n)d har ingen indikator", count),
        Reason.UNIT_MISMATCH: ngettext(
            "%(n)d har en annen måleenhet enn indikatoren", "%(n)d har en annen måleenhet enn indikatoren", count
        ),
        Reason.CONFIDENTIAL: ngettext(
            "%(n)d har et tall som kilden skjuler", "%(n)d har tall som kilden skjuler", count
        ),
        Reason.NO_DATA: ngettext("%(n)d mangler tall", "%(n)d mangler tall", count),
        Reason.TOO_FEW: ngettext("%(n)d har for få tall", "%(n)d har for få tall", count),
        Reason.NOT_DUE: ngettext(
            "%(n)d gjelder en periode som ikke er over", "%(n)d gjelder en periode som ikke er over", count
        ),
        Reason.NOT_ASSESSED: ngettext(
            "%(n)d må vurderes av en person, eller vurderes ikke av regelen",
            "%(n)d må vurderes av en person, eller vurderes ikke av regelen",
            count,
        ),
    }
    return said[Reason(reason)] % {"n": count}


def overridden_to_grey(count: int) -> str:
    return ngettext("%(n)d er overstyrt", "%(n)d er overstyrt", count) % {"n": count}
