"""What was changed in a promise, or in the indicator that it is measured by."""

from collections.abc import Iterator

from django.utils.translation import gettext

from targets.certificates import Facts
from targets.sentences.promise import promise_in
from targets.sentences.words import name_of


def edited_target_said(before: Facts, after: Facts) -> str:
    """From which promise to which, as the end of a sentence with «because» in it."""
    if "terms" not in before:
        return gettext("måltallet ble endret")
    words = {"before": promise_in(before), "after": promise_in(after)}
    if words["before"] != words["after"]:
        return gettext("måltallet ble endret fra «%(before)s» til «%(after)s»") % words
    if what := ", ".join(edited_terms(before, after)):
        return gettext("måltallet ble endret (%(what)s)") % {"what": what}
    return gettext("måltallet ble endret")


def edited_terms(before: Facts, after: Facts) -> Iterator[str]:
    """What differs where the promise itself sounds the same."""
    old, new = before["terms"], after["terms"]
    names = {
        "steps": gettext("trinnene"),
        "tolerance": gettext("slingringsmonnet"),
        "green_from": gettext("grensen for grønt"),
        "yellow_from": gettext("grensen for gult"),
        "baseline_value": gettext("utgangspunktet"),
        "direction": gettext("ønsket retning"),
    }
    yield from (name for term, name in names.items() if old[term] != new[term])
    if (before["indicator"] or {}).get("code") != (after["indicator"] or {}).get("code"):
        yield gettext("indikatoren: nå «%(name)s»") % {"name": name_of(after)}
    elif (before["indicator"] or {}).get("region") != (after["indicator"] or {}).get("region"):
        yield gettext("hvem det gjelder: nå %(region)s") % (after["indicator"] or {"region": ""})
    if (before["peer"] or {}).get("region") != (after["peer"] or {}).get("region"):
        yield gettext("hvem det sammenlignes med")


def edited_indicator_said(before: Facts, after: Facts) -> str:
    if what := ", ".join(edited_parts(before, after)):
        return gettext("indikatoren ble endret (%(what)s)") % {"what": what}
    return gettext("indikatoren ble endret")


def edited_parts(before: Facts, after: Facts) -> Iterator[str]:
    old, new = before["terms"], after["terms"]
    names = {
        "direction": gettext("ønsket retning"),
        "unit_fits": gettext("måleenheten"),
        "breaks": gettext("brudd i serien"),
        "artefact_above": gettext("hvilke verdier som ikke er til å stole på"),
        "changes_since": gettext("hva endringen regnes fra"),
        "peer_is_sum": gettext("hvordan gruppens verdi er regnet"),
    }
    yield from (name for term, name in names.items() if old[term] != new[term])
