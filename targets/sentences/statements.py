"""The light in one sentence, rendered from its certificate in the language that is active."""

from django.utils.translation import gettext

from indicators.source_names import name_of_delivery, name_of_source
from targets.certificates import Facts
from targets.rules import Detail, Light
from targets.sentences.grey import grey_statement
from targets.sentences.judged import judged_statement
from targets.sentences.lights import word_of
from targets.sentences.outlook import outlook_said
from targets.sentences.overrides import override_said
from targets.sentences.words import period_label, term


def sentence(facts: Facts) -> str:
    """Why this light, and from where, in one or a few short sentences that begin with the calculated light's word.

    Where a person has set another light, the last sentence says so.
    """
    parts = (f"{word_of(facts)}: {statement(facts)}", outlook_said(facts), *remarks(facts), override_said(facts))
    return " ".join(part for part in parts if part)


def explanation(facts: Facts) -> str:
    """The same where the words stand beside the light already, and outlook and override by themselves."""
    said = statement(facts)
    return " ".join((said[:1].upper() + said[1:], *remarks(facts)))


def summary(facts: Facts) -> str:
    """The statement alone, for a list where light, title and source stand beside it."""
    said = statement({**facts, "is_short": True})
    return said[:1].upper() + said[1:]


def statement(facts: Facts) -> str:
    return grey_statement(facts) if facts["verdict"]["light"] == Light.GREY else judged_statement(facts)


def remarks(facts: Facts) -> list[str]:
    """What must be said beside the light: provisional, the municipality's own, stale, conditions, and the source."""
    figure, judged = facts["figure"], facts["verdict"]["light"] != Light.GREY
    notes = []
    if judged and figure and figure["kind"] == "provisional":
        notes.append(gettext("Tallet er foreløpig."))
    if judged and figure and figure["kind"] == "correction":
        notes.append(gettext("Tallet er kommunens eget, fordi det ikke finnes noe offisielt."))
    if facts["verdict"]["is_stale"]:
        notes.append(gettext("Tallet er gammelt: to hele perioder er gått siden da."))
    if facts["verdict"].get("is_overdue"):
        words = {"deadline": period_label(term(facts, "deadline"))}
        notes.append(gettext("Fristen er ute, og tallet for %(deadline)s er ikke kommet.") % words)
    if facts["target"]["condition"]:
        notes.append(gettext("Vilkår: %(condition)s.") % facts["target"])
    if figure and (judged or facts["verdict"]["detail"] == Detail.ARTEFACT):
        notes.append(source_remark(facts))
    return notes


def source_remark(facts: Facts) -> str:
    """From where: the indicator's named sources, or the delivery that brought the figure."""
    named = [name_of_source(one) for one in facts["indicator"]["sources"]]
    names = named or [name_of_delivery(facts["figure"]["fetch_name"])]
    return gettext("Kilde: %(sources)s.") % {"sources": "; ".join(names)}
