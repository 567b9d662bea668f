"""The word of a light: of the calculated one, and of the one that is shown where a person has set another."""

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from targets.certificates import Facts
from targets.rules import LIMITS, PATHS, Family, Kind, Light

# The family of words of each kind, for a light that no verdict gave.
FAMILIES: dict[str, Family] = {
    **dict.fromkeys(LIMITS, Family.LIMIT),
    **dict.fromkeys(PATHS, Family.PATH),
    Kind.TREND: Family.TREND,
    Kind.PEER: Family.PEER,
    Kind.RECURRING: Family.RECURRING,
    Kind.MILESTONE: Family.MILESTONE,
}


# A word is translated when it is said, and no other with it: a report with charts asks for thousands.
Words = dict[str, str | Promise]
LIMIT: Words = {"green": _("Oppfylt"), "yellow": _("Nær kravet"), "red": _("Ikke oppfylt")}
PATH: Words = {"green": _("I rute"), "yellow": _("Litt bak"), "red": _("Ikke i rute")}
ENDED: Words = {"green": _("Nådd"), "yellow": _("Nesten nådd"), "red": _("Ikke nådd")}
WORDS: dict[str, Words] = {
    Family.LIMIT.value: LIMIT,
    Family.PEER.value: LIMIT,
    Family.TREND.value: {"green": _("Bedre"), "yellow": _("Uendret"), "red": _("Verre")},
    Family.RECURRING.value: PATH | {"red": _("Forfalt")},
    Family.MILESTONE.value: LIMIT | {"yellow": _("Delvis")},
}


def light_word(*, light: str, family: str | None, attainment: str | None) -> str:
    """The word beside the colour; it differs by what kind of rule gave the light."""
    if light == Light.GREY:
        return gettext("Kan ikke vurderes")
    words = ENDED if attainment else WORDS.get(family or "", PATH)
    return str(words[light])


def word_of(facts: Facts) -> str:
    """The word for the calculated light of a stored assessment."""
    return word_for(facts, facts["verdict"]["light"])


def shown_word_of(facts: Facts) -> str:
    """The word for the light that is shown: the person's where there is one."""
    return word_for(facts, shown_light_of(facts))


def word_for(facts: Facts, light: str) -> str:
    """What a light of this target would be called, whoever gave it."""
    return light_word(light=light, family=family_of(facts), attainment=facts["verdict"]["attainment"])


def family_of(facts: Facts) -> str | None:
    """As the verdict says; a grey one says nothing, and then by the kind of the target."""
    family: str | None = facts["verdict"]["family"]
    return family or FAMILIES.get(facts.get("kind", ""))


def override_in(facts: Facts) -> Facts | None:
    """What a person has set beside the verdict, where somebody has."""
    found: Facts | None = facts.get("override")
    return found


def shown_light_of(facts: Facts) -> str:
    light: str = (override_in(facts) or facts["verdict"])["light"]
    return light


def both_words_of(facts: Facts) -> str:
    """The word that is shown, and in brackets the calculated one where a person has set another."""
    if override_in(facts) is None:
        return word_of(facts)
    words = {"shown": shown_word_of(facts), "calculated": word_of(facts)}
    return gettext("%(shown)s (overstyrt, beregnet: %(calculated)s)") % words
