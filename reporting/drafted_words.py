"""The first sentence of a commentary, so that the unit goes on from there instead of retelling its figures."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from indicators.formats import NBSP
from targets.certificates import Facts
from targets.rules import Light
from targets.sentences import both_words_of
from targets.sentences.statements import statement


def drafted_sentence(facts: Facts | None, *, figure: str = "") -> str:
    """The statement of the certificate: the light's word and the figure, in the language that is active.

    Without a certificate (an indicator that no target is judged by) the `figure`, told in a sentence; empty without
    either, and where the light is grey: what is not known is no beginning of an explanation.
    """
    if facts is None:
        return figure
    if facts["verdict"]["light"] == Light.GREY:
        return ""
    return f"{both_words_of(facts)}: {statement(facts)}"


def without_draft(text: str, facts: Facts, *, begun_from: str = "") -> str:
    """What was written after the drafted sentence, for where the light and its sentence stand right above.

    The draft was made in the language of whoever began, and a form may have made plain spaces of those that hold a
    number and its unit together. `begun_from` is the draft as it was kept: after a correction it says another figure,
    and another light, than what stands above.
    """
    plain = text.replace(NBSP, " ")
    for drafted in (begun_from, *drafts_in_every_language(facts)):
        if drafted and plain.startswith(drafted.replace(NBSP, " ")):
            return text[len(drafted) :].lstrip()
    return text


def drafts_in_every_language(facts: Facts) -> Iterator[str]:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            drafted = drafted_sentence(facts)
        yield drafted


def figure_sentence(*, name: str, value: str, period: str, change: str, since: str) -> str:
    """`«Netto driftsutgifter» var 12 345 kr i 2024, en endring på +3,1 % fra 2023.`; without a change only the half."""
    words = {"name": name, "value": value, "period": period, "change": change, "since": since}
    if change:
        return gettext("«%(name)s» var %(value)s i %(period)s, en endring på %(change)s fra %(since)s.") % words
    return gettext("«%(name)s» var %(value)s i %(period)s.") % words
