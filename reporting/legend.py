"""The signs of the product with what they mean: drawn as they are everywhere else, in the reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext

from reporting.charts import Mark, Svg, sample
from targets.rules import Family, Light, Reason
from targets.sentences import light_word

COLOURS = (Light.GREEN, Light.YELLOW, Light.RED)


@dataclass(frozen=True, slots=True)
class KindOfLight:
    """What the colours are called for one kind of target, and what they are judged by. A colour may have no word."""

    name: str
    rule: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A mark of the charts, or a sign in a table, and what it means."""

    sign: Svg | str
    meaning: str


def kinds_of_lights() -> list[KindOfLight]:
    """In the order in which most plans use them."""
    missed = gettext("Når fristen er ute, sier ordet om målet ble nådd.")
    told = [
        (Family.LIMIT, gettext("Krav"), gettext("Tallet skal holde seg over, under eller mellom grenser.")),
        (Family.PATH, gettext("Vei mot et mål"), gettext("Tallet skal nå en verdi innen en frist.")),
        (Family.AFTER_DEADLINE, gettext("Etter fristen"), missed),
        (Family.TREND, gettext("Retning"), gettext("Tallet skal gå riktig vei, sammenlignet med årene før.")),
        (Family.PEER, gettext("På nivå med andre"), gettext("Tallet skal være minst like godt som hos andre.")),
        (Family.RECURRING, gettext("Fast oppgave"), gettext("Noe skal gjøres med faste mellomrom.")),
        (Family.MILESTONE, gettext("Tilstand"), gettext("En person vurderer det, med begrunnelse og dato.")),
    ]
    return [KindOfLight(name, rule, words_of(family)) for family, name, rule in told]


def words_of(family: Family) -> tuple[tuple[str, str], ...]:
    """(light, word) for every colour that the family can have."""
    colours = [one for one in COLOURS if not (family is Family.RECURRING and one is Light.YELLOW)]
    attainment = "reached" if family is Family.AFTER_DEADLINE else None
    return tuple(
        (one.value, light_word(light=one.value, family=family.value, attainment=attainment)) for one in colours
    )


def reasons_for_grey() -> list[str]:
    """Each reason once, in the order in which the rule looks for them."""
    texts = {
        Reason.NOT_ASSESSED: gettext("Ingen har vurdert det ennå, eller tallet er for usikkert til å vurderes."),
        Reason.NO_INDICATOR: gettext("Ingen indikator måler det."),
        Reason.UNIT_MISMATCH: gettext("Måltallet og indikatoren har ulik enhet."),
        Reason.CONFIDENTIAL: gettext("Kilden skjuler tallet av hensyn til personvern."),
        Reason.NO_DATA: gettext("Tallet mangler."),
        Reason.TOO_FEW: gettext("Det er for få tall til å se hvilken vei det går."),
        Reason.NOT_DUE: gettext("Perioden som måltallet gjelder, er ikke slutt."),
    }
    return [texts[reason] for reason in texts]


def chart_marks() -> list[Explained]:
    texts = {
        Mark.OWN: gettext("Egen kommune"),
        Mark.PEER: gettext("Andre kommuner, med navn ved enden av linjen"),
        Mark.GROUP: gettext("KOSTRA-gruppen"),
        Mark.COUNTRY: gettext("Landet"),
        Mark.PATH: gettext("Forventet vei mot målet"),
        Mark.LIMIT: gettext("Krav"),
        Mark.ZONES: gettext("Grønn sone og gul sone; resten er rødt"),
        Mark.TARGET: gettext("Målet, ved fristen"),
        Mark.PROVISIONAL: gettext("Foreløpig tall"),
        Mark.ESTIMATE: gettext("Anslag"),
        Mark.CORRECTION: gettext("Kommunens eget tall"),
        Mark.AHEAD: gettext("Utsikter med dagens tempo, og hvor usikre de er"),
        Mark.BREAK: gettext("Brudd i serien: tallene på hver side kan ikke sammenlignes direkte"),
        Mark.EARLIER: gettext("Tidligere måltall"),
    }
    return [Explained(sample(mark), text) for mark, text in texts.items()]


def signs_in_tables() -> list[Explained]:
    """The symbols of Statistics Norway for figures that are not there, and the star of those that may change."""
    return [
        Explained("*", gettext("Foreløpig tall, som kan bli endret")),
        Explained(".", gettext("Tall kan ikke forekomme")),
        Explained("..", gettext("Tall mangler")),
        Explained(":", gettext("Skjult av hensyn til personvern")),
        Explained("-", gettext("Kilden har satt en strek; vi leser den ikke som null")),
    ]
