"""What the words on the pages mean, for those who ask: beside the word itself, and all together in the glossary.

The same words as docs/glossary.md. Short: what it is, and what it is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Explanation:
    """A word and its meaning; `key` names it in templates and in the address of the glossary."""

    key: str
    word: Text
    meaning: Text


@dataclass(frozen=True, slots=True)
class Subject:
    """Words that belong together."""

    title: Text
    words: tuple[Explanation, ...]


PLAN = Subject(
    _("Planen"),
    (
        Explanation(
            "innsatsomrade",
            _("innsatsområde"),
            _("En del av planen som samler mål om det samme, for eksempel økonomi eller oppvekst."),
        ),
        Explanation("mal", _("mål"), _("Det planen vil oppnå, med planens egne ord. Et mål kan ha flere måltall.")),
        Explanation(
            "maltall",
            _("måltall"),
            _("Et mål gjort målbart: hvilket tall det gjelder, hva det skal bli, og når. Måltallet avgjør lyset."),
        ),
        Explanation(
            "norm",
            _("norm"),
            _("Et tall planen viser til, men som ikke er planens eget mål. Det får lys, og teller ikke med."),
        ),
        Explanation("tiltak", _("tiltak"), _("Det som gjøres for å nå et mål, med den som har ansvaret, og en frist.")),
    ),
)
LIGHTS = Subject(
    _("Lysene"),
    (
        Explanation(
            "trafikklys",
            _("trafikklys"),
            _(
                "Viser hvordan det står med et måltall: grønt er i rute eller oppfylt, gult er like bak, rødt er ikke "
                "i rute, og grått betyr at det ikke kan vurderes. Hvert lys settes av en fast regel og sier hvorfor."
            ),
        ),
        Explanation(
            "forventet-bane",
            _("forventet bane"),
            _(
                "Hvor tallet burde være nå for å nå målet til fristen: en rett linje fra utgangspunktet til målet, "
                "eller trinn som planen har satt."
            ),
        ),
        Explanation(
            "slingringsmonn",
            _("slingringsmonn"),
            _("Hvor langt utenfor kravet et tall kan være og fortsatt få gult lys."),
        ),
        Explanation(
            "utsikter",
            _("utsikter"),
            _("Hvor det ender hvis tallet fortsetter å endre seg som nå. Et anslag, ikke en spådom."),
        ),
        Explanation(
            "overstyrt",
            _("overstyrt"),
            _(
                "En person har satt et annet lys enn det regelen gir, med begrunnelse og sluttdato. "
                "Det beregnede lyset vises alltid ved siden av."
            ),
        ),
        Explanation(
            "gammelt-tall",
            _("gammelt tall"),
            _("To hele perioder er gått siden tallet gjaldt. Lyset beholder fargen, men er skravert."),
        ),
        Explanation(
            "sertifikat",
            _("sertifikat"),
            _("Alt et lys bygger på: måltallet, tallene med kilde, grensene og regelen. Lyset kan regnes ut på nytt."),
        ),
    ),
)
FIGURES = Subject(
    _("Tallene"),
    (
        Explanation(
            "indikator",
            _("indikator"),
            _("Noe som kan måles på samme måte år etter år, og i flere kommuner."),
        ),
        Explanation(
            "forelopig",
            _("foreløpig"),
            _(
                "Tallet er publisert før det er endelig, og kan bli rettet. KOSTRA-tall er foreløpige fra mars "
                "og endelige fra juni. De er merket med * i tabeller og hul prikk i diagrammer."
            ),
        ),
        Explanation(
            "prosentpoeng",
            _("prosentpoeng"),
            _("Avstanden mellom to prosenttall. Fra 4 % til 5 % er ett prosentpoeng opp, som er 25 % mer."),
        ),
        Explanation(
            "brudd",
            _("brudd i serien"),
            _("Tallene før og etter kan ikke sammenlignes, for eksempel fordi måten å telle på er endret."),
        ),
        Explanation(
            "framskriving",
            _("framskriving"),
            _("Et regnestykke over hvordan folketallet kan bli hvis utviklingen fortsetter. Det er ikke et mål."),
        ),
    ),
)
COMPARED = Subject(
    _("Sammenligning og penger"),
    (
        Explanation(
            "kostra",
            _("KOSTRA"),
            _(
                "Tall som alle kommuner sender staten hvert år om økonomi, tjenester og innbyggere. "
                "Statistisk sentralbyrå gir dem ut, så kommunene kan sammenlignes."
            ),
        ),
        Explanation(
            "kostra-gruppe",
            _("KOSTRA-gruppe"),
            _(
                "Kommuner som ligner på hverandre i folketall, bundne kostnader og inntekter. "
                "Statistisk sentralbyrå lager gruppene. Gruppens tall er et snitt eller en sum av kommunene i den."
            ),
        ),
        Explanation(
            "konsern",
            _("konsern og kommunekasse"),
            _(
                "Kommunekassen er kommunens eget regnskap. Konsern er kommunekassen sammen med foretak og "
                "samarbeid som kommunen eier eller er med i. De to blandes aldri i samme rad."
            ),
        ),
        Explanation(
            "utgiftsbehov",
            _("utgiftsbehov"),
            _(
                "Hvor mye kommunen trenger å bruke på en tjeneste sammenlignet med landet, ut fra blant annet alder "
                "og bosetting. Landet er 100; 97 betyr tre prosent mindre behov enn landet."
            ),
        ),
        Explanation(
            "behovskorrigert",
            _("justert for utgiftsbehov"),
            _(
                "Kalles også behovskorrigert. Utgiften per innbygger er delt på utgiftsbehovet. "
                "Da kan kommuner med ulikt behov sammenlignes. "
                "Justerte og ikke justerte tall blandes aldri."
            ),
        ),
        Explanation(
            "ressursbruk",
            _("ressursbruk"),
            _(
                "Hvor mye kommunen bruker når utgiftsbehovet er regnet med. Landet er 100; 105 betyr at kommunen "
                "bruker fem prosent mer enn landet."
            ),
        ),
        Explanation(
            "handlingsrom",
            _("teoretisk handlingsrom"),
            _(
                "Hva kommunen ville brukt mindre med samme utgift per innbygger som en annen kommune, når forskjeller "
                "i behov er regnet med. Det sier ikke at pengene kan spares, og ingenting om kvaliteten."
            ),
        ),
    ),
)
SUBJECTS = (PLAN, LIGHTS, FIGURES, COMPARED)
EXPLANATIONS = {one.key: one for subject in SUBJECTS for one in subject.words}


def explained(keys: Iterable[str]) -> list[Explanation]:
    """The explanations of these words; a word that has none is an error of the template that asks."""
    return [EXPLANATIONS[key] for key in keys]
