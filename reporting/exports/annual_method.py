"""How the lights of the report were set: the rule in short, for the kinds of target that the plan has."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext

from reporting.documents import Block, Bullets, Cell, Column, Heading, Paragraph, Table
from reporting.queries.annual_report import AnnualReport
from reporting.queries.standing import colour
from targets.rules import GREEN_FROM, LIMITS, PATHS, YELLOW_FROM, Family, Kind, Light, shown
from targets.rules.progress import NEARLY_REACHED
from targets.sentences import light_word
from targets.sentences.words import border_said

DASH = "–"


def method(report: AnnualReport) -> Iterator[Block]:
    yield Heading(1, gettext("Slik er lysene satt"))
    yield Paragraph(
        gettext(
            "Hvert måltall vurderes etter én fast regel, som er den samme for alle. Rapporten bruker versjon "
            "%(version)s av regelen. Lysene er vurdert per %(day)s, med alle tall som var kjent %(known)s."
        )
        % {
            "version": report.rule_version,
            "day": date_format(report.judged_on),
            "known": date_format(report.known_on),
        }
    )
    yield words_table(report.kinds)
    if rules := tuple(rules_of(report.kinds)):
        yield Heading(2, gettext("Reglene"))
        yield Bullets(rules)
    yield Heading(2, gettext("Hvilket tall som vurderes"))
    yield Bullets(tuple(figure_rules()))


def words_table(kinds: set[Kind]) -> Table:
    """Which words belong to which colour: a row for each kind of promise."""
    return Table(
        gettext("Lysene og ordene for dem"),
        (Column(gettext("Måltall")), *(Column(colour(light), light=light.value) for light in Light)),
        tuple(
            (Cell(title), *(Cell(word_in(family, light)) for light in Light)) for title, family in families_of(kinds)
        ),
    )


def families_of(kinds: set[Kind]) -> Iterator[tuple[str, Family]]:
    """Those of figures, and the two that look at no figure where they occur."""
    yield gettext("Grenser"), Family.LIMIT
    yield gettext("På vei mot en frist"), Family.PATH
    yield gettext("Etter fristen"), Family.AFTER_DEADLINE
    yield gettext("Riktig vei"), Family.TREND
    if Kind.RECURRING in kinds:
        yield gettext("Fast oppgave"), Family.RECURRING
    if Kind.MILESTONE in kinds:
        yield gettext("Tilstand"), Family.MILESTONE


def word_in(family: Family, light: Light) -> str:
    if family is Family.RECURRING and light is Light.YELLOW:
        return DASH
    return light_word(light=light, family=family, attainment="reached" if family is Family.AFTER_DEADLINE else None)


def rules_of(kinds: set[Kind]) -> Iterator[str]:
    """One or two points for each kind that occurs."""
    if kinds & LIMITS:
        yield gettext(
            "Grenser (minst, høyst, mellom): Grønt når tallet er på grensen eller bedre. Gult når avviket er "
            "innenfor slingringsmonnet, rødt når det er større. Slingringsmonnet er det som er satt for måltallet, "
            "ellers en tiendedel av grensen. En grense på 0 har ikke noe slingringsmonn om det ikke er satt. Har "
            "grensen en frist, vurderes tallet for den perioden når den er over."
        )
    if kinds & PATHS:
        yield from path_rules()
    for kind in sorted(kinds - LIMITS - PATHS):
        yield other_rule(kind)


def path_rules() -> Iterator[str]:
    borders = {
        "green": border_said(str(GREEN_FROM)),
        "yellow": border_said(str(YELLOW_FROM)),
        "nearly": border_said(str(shown(NEARLY_REACHED))),
    }
    on_the_way = gettext(
        "Verdier som skal nås, og endringer fra et utgangspunkt: Planen venter en rett linje fra utgangspunktet til "
        "målet, eller linjer mellom trinn som er satt. Grønt når minst %(green)s av den ventede veien er gått, gult "
        "fra %(yellow)s, ellers rødt. Grensene kan settes for hvert måltall. Alt regnes som avstand i verdiens egen "
        "måleenhet. Uten frist vurderes målet som en grense."
    )
    afterwards = gettext(
        "Etter fristen: Nådd når tallet for fristens periode er på målet eller bedre. Nesten nådd når minst "
        "%(nearly)s av hele veien er gått, ellers ikke nådd."
    )
    yield on_the_way % borders
    yield afterwards % borders


def other_rule(kind: Kind) -> str:
    """The rule of a kind that promises no number."""
    return {
        Kind.TREND: gettext(
            "Gå riktig vei: Det nyeste tallet sammenlignes med snittet av inntil tre perioder før. Grønt når det er "
            "bedre, rødt når det er verre. Gult når forskjellen er for liten til å telle: inntil 2 prosent av snittet, "
            "om ikke noe annet er satt for måltallet."
        ),
        Kind.PEER: gettext(
            "På nivå med andre: Tallet sammenlignes med det som den andre har publisert for samme periode. Er det sagt "
            "hvilken vei som er best, er det andre tallet en grense. Ellers er det grønt innenfor slingringsmonnet og "
            "gult innenfor to ganger slingringsmonnet."
        ),
        Kind.RECURRING: gettext("Oppgaver som gjentas: Grønt til fristen for neste gang er ute, deretter rødt."),
        Kind.MILESTONE: gettext(
            "Tilstander som skal nås: En person vurderer dem, med begrunnelse og dato. Til det er gjort, får de ikke "
            "farge."
        ),
    }[kind]


def figure_rules() -> Iterator[str]:
    yield gettext("Det nyeste tallet fra en periode som er over. Er det foreløpig, står det ved tallet.")
    yield gettext("Framskrivinger og anslag vurderes aldri.")
    yield gettext(
        "Et tall er gammelt når to hele perioder er gått siden da. Lyset beholder fargen, og rapporten sier fra."
    )
    yield gettext("Et tall som mangler eller er skjult i kilden, gir ikke farge. Null er et tall og mangler ikke.")
    yield gettext("Fordelingen teller lys. Farger blir aldri til et gjennomsnitt.")
    yield gettext(
        "En person kan overstyre et lys for en tid, med begrunnelse. Da telles lyset som er satt, og det beregnede "
        "lyset står ved siden av."
    )
