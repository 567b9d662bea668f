"""Rounds in words: what one is called, and why words are asked for."""

from collections.abc import Mapping

from django.utils.translation import gettext

from reporting.rounds import Ask
from targets.sentences.words import period_label


def period_title(code: str) -> str:
    """`2025`, `1. tertial 2025`, `februar 2025`."""
    return period_label(code)


def ask_in_words(ask: Ask, facts: Mapping[str, str]) -> str:
    """Why words are asked for, in one short sentence. `facts` are what it names: lights, periods and figures."""
    words = {
        Ask.RED: gettext("Lyset er beregnet rødt.") if "hidden" in facts else gettext("Lyset er rødt."),
        Ask.YELLOW: gettext("Lyset er gult."),
        Ask.LIGHT_CHANGED: gettext("Lyset var %(before)s og er %(after)s."),
        Ask.FIGURE_MOVED: gettext("Tallet gikk fra %(was)s i %(moved_from)s til %(now)s i %(period)s."),
        Ask.FIGURE_REVISED: gettext("Tallet for %(revised)s er rettet fra %(from)s til %(to)s."),
    }
    return words[ask] % facts
