"""The rule of each kind in one plain sentence, as `docs/traffic-light.md` says it at length."""

from django.utils.translation import gettext_lazy

from targets.rules import Kind

LIMIT = gettext_lazy(
    "Grønt når tallet er lik grensen eller bedre. Utenfor grensen er det gult så lenge avviket er innenfor "
    "slingringsmonnet, ellers rødt."
)
PATH = gettext_lazy(
    "Fra utgangspunktet til målet går en rett linje, eller rette linjer mellom trinnene. Grønt når tallet ligger "
    "på linjen eller foran. Ellers avgjør hvor stor del av veien som er gått."
)
RULES = {
    Kind.STAY_ABOVE: LIMIT,
    Kind.STAY_BELOW: LIMIT,
    Kind.STAY_WITHIN: LIMIT,
    Kind.REACH: PATH,
    Kind.CHANGE_BY: PATH,
    Kind.TREND: gettext_lazy(
        "Det nyeste tallet sammenlignes med snittet av inntil tre tall før det. Grønt når det er bedre enn snittet "
        "med mer enn det som regnes som uendret, gult når det er uendret, ellers rødt."
    ),
    Kind.PEER: gettext_lazy(
        "Tallet sammenlignes med den andres tall for samme periode. Grønt når det er likt eller bedre, gult når "
        "avviket er innenfor slingringsmonnet, ellers rødt. Er det ikke sagt hva som er best, er det grønt "
        "innenfor slingringsmonnet og gult innenfor to ganger slingringsmonnet."
    ),
    Kind.RECURRING: gettext_lazy(
        "Grønt til og med dagen da oppgaven skal være gjort på nytt, og rødt etter den. Gult finnes ikke."
    ),
    Kind.MILESTONE: gettext_lazy(
        "En person vurderer tilstanden, med begrunnelse og dato. Den nyeste vurderingen gjelder."
    ),
}


def rule_said(kind: str) -> str:
    """How a target of that kind is judged."""
    return str(RULES[Kind(kind)])
