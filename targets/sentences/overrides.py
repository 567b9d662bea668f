"""A light that a person has set, in words: to what, by whom, when, until when and why."""

from django.utils.translation import gettext

from targets.certificates import Facts
from targets.rules import Light
from targets.sentences.lights import override_in
from targets.sentences.words import day_label


def override_said(facts: Facts) -> str:
    """«Overstyrt til grønt av rådet 3. november 2026, gjelder til neste tall: «grunn».»; empty where there is none."""
    override = override_in(facts)
    if override is None:
        return ""
    words = {
        "by": override["by"],
        "day": day_label(override["on"]),
        "until": until_said(override["until"]),
        "reason": " ".join(override["reason"].split()).rstrip("."),
    }
    said = {
        Light.GREEN: gettext("Overstyrt til grønt av %(by)s %(day)s, gjelder %(until)s: «%(reason)s»."),
        Light.YELLOW: gettext("Overstyrt til gult av %(by)s %(day)s, gjelder %(until)s: «%(reason)s»."),
        Light.RED: gettext("Overstyrt til rødt av %(by)s %(day)s, gjelder %(until)s: «%(reason)s»."),
        Light.GREY: gettext("Overstyrt til grått av %(by)s %(day)s, gjelder %(until)s: «%(reason)s»."),
    }
    return said[Light(override["light"])] % words


def until_said(until: str | None) -> str:
    """Until a last day, as text, or until another figure is judged."""
    if until is None:
        return gettext("til neste tall")
    return gettext("til og med %(day)s") % {"day": day_label(until)}
