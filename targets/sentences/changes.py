"""Why a light changed, in one sentence, rendered from the certificates before and after it in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext

from targets.certificates import Facts, judged_in
from targets.models import Cause
from targets.rules import Light
from targets.sentences.figure_changes import new_figure_said, revised_figure_said
from targets.sentences.people import ended
from targets.sentences.promise_changes import edited_indicator_said, edited_target_said
from targets.sentences.words import actual, day_label, period_label, term


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of light with the certificates on both sides; none before the first one.

    The lights are those that are shown; behind a person's light the calculated one may have changed alone.
    """

    cause: str
    on: date
    from_light: str
    to_light: str
    to_calculated: str
    before: Facts | None
    after: Facts

    @property
    def is_behind(self) -> bool:
        """Whether what is shown is as it was."""
        return self.from_light == self.to_light


def colour_word(light: str) -> str:
    """The colour as it is said of a light that became it."""
    return {
        Light.GREEN.value: gettext("grønt"),
        Light.YELLOW.value: gettext("gult"),
        Light.RED.value: gettext("rødt"),
        Light.GREY.value: gettext("grått"),
    }[light]


def change_said(changed: Changed) -> str:
    """«Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025.»"""
    words = {"light": colour_word(changed.to_light), "day": date_format(changed.on), "because": because(changed)}
    if changed.is_behind:
        words["light"] = colour_word(changed.to_calculated)
        said = gettext("Det beregnede lyset ble %(light)s %(day)s fordi %(because)s.") % words
    elif not changed.from_light:
        said = gettext("Ble %(light)s %(day)s, da måltallet ble vurdert for første gang.") % words
    elif not words["because"]:
        said = gettext("Ble %(light)s %(day)s.") % words
    else:
        said = gettext("Ble %(light)s %(day)s fordi %(because)s.") % words
    return " ".join(part for part in (said, override_remark(changed)) if part)


def because(changed: Changed) -> str:
    """The cause as the end of a sentence that has «because» in it; empty where it was not written down."""
    before, after = changed.before, changed.after
    if before is None:
        return ""
    said: dict[Cause, Callable[[Facts, Facts], str]] = {
        Cause.NEW_FIGURE: new_figure_said,
        Cause.REVISED_FIGURE: revised_figure_said,
        Cause.EDITED_TARGET: edited_target_said,
        Cause.EDITED_INDICATOR: edited_indicator_said,
        Cause.PERSON: lambda _before, after: person_said(after),
        Cause.OVERRIDE: partial(override_said, on=changed.on),
        Cause.RULE: rule_said,
        Cause.DATE: date_said,
    }
    cause = Cause(changed.cause)
    return said[cause](before, after) if cause in said else ""


def person_said(after: Facts) -> str:
    if opinion := after["verdict"]["opinion"]:
        words = {"by": opinion["by"], "day": day_label(opinion["on"])}
        return gettext("%(by)s vurderte tilstanden %(day)s") % words
    if done := after["verdict"]["done_on"]:
        return gettext("oppgaven ble gjort %(day)s") % {"day": day_label(done)}
    return gettext("noen har vurdert eller gjennomført det")


def override_said(before: Facts, after: Facts, *, on: date) -> str:
    """Who set another light; else why that of a person is gone."""
    if override := after.get("override"):
        return gettext("%(by)s har satt et annet lys enn det beregnede") % {"by": override["by"]}
    until = (before.get("override") or {}).get("until")
    if until and on.isoformat() > until:
        return gettext("overstyringen gjaldt til og med %(day)s") % {"day": day_label(until)}
    if not until and judged_in(before) != judged_in(after):
        return gettext("overstyringen bare gjaldt til neste tall")
    return gettext("overstyringen ble trukket tilbake")


def override_remark(changed: Changed) -> str:
    """What a person's light has to do with it, where it is not the cause itself."""
    before, after = (changed.before or {}).get("override"), changed.after.get("override")
    if changed.cause == Cause.OVERRIDE:
        return gettext("Begrunnelse: %(reason)s") % {"reason": ended(after["reason"])} if after else ""
    if after and changed.is_behind:
        return gettext("Lyset som vises, har %(by)s satt.") % {"by": after["by"]}
    return gettext("Da sluttet overstyringen å gjelde.") if before and not after else ""


def rule_said(before: Facts, after: Facts) -> str:
    words = {"before": before.get("rule_version") or "1", "after": after["rule_version"]}
    return gettext("regelen ble endret fra versjon %(before)s til versjon %(after)s") % words


def date_said(before: Facts, after: Facts) -> str:
    """A deadline that has passed, or a period that has ended with a figure that was known already."""
    verdict, figure = after["verdict"], after["figure"]
    if verdict["due_on"]:
        return gettext("fristen %(day)s er passert") % {"day": day_label(verdict["due_on"])}
    if verdict["attainment"] and not before["verdict"]["attainment"]:
        return gettext("fristen, %(period)s, er ute") % {"period": period_label(term(after, "deadline"))}
    if figure and figure["literal"] and figure["period"] != (before["figure"] or {}).get("period"):
        words = {"period": period_label(figure["period"]), "actual": actual(after)}
        return gettext("%(period)s er slutt, og tallet var kjent fra før: %(actual)s") % words
    return gettext("en dato er passert")
