"""The rule of each kind in one plain sentence, as `docs/traffic-light.md` says it at length."""

from django.utils.translation import gettext

from targets.rules import Kind


def rule_said(kind: str) -> str:
    """How a target of that kind is judged."""
    limit = gettext(
        "Grønt når tallet er lik grensen eller bedre. Utenfor grensen er det gult så lenge avviket er innenfor "
        "slingringsmonnet, ellers rødt."
    )
    path = gettext(
        "Fra utgangspunktet til målet går en rett linje, eller rette linjer mellom trinnene. Grønt når tallet ligger "
        "på linjen eller foran. Ellers avgjør hvor stor del av veien som er gått."
    )
    return {
        Kind.STAY_ABOVE: limit,
        Kind.STAY_BELOW: limit,
        Kind.STAY_WITHIN: limit,
        Kind.REACH: path,
        Kind.CHANGE_BY: path,
        Kind.TREND: gettext(
            "Det nyeste tallet sammenlignes med snittet av inntil tre tall før det. Grønt når det er bedre enn snittet "
            "med mer enn det som regnes som uendret, gult når det er uendret, ellers rødt."
        ),
        Kind.PEER: gettext(
            "Tallet sammenlignes med den andres tall for samme periode. Grønt når det er likt eller bedre, gult når "
            "avviket er innenfor slingringsmonnet, ellers rødt. Er det ikke sagt hva som er best, er det grønt "
            "innenfor slingringsmonnet og gult innenfor to ganger slingringsmonnet."
        ),
        Kind.RECURRING: gettext(
            "Grønt til og med dagen da oppgaven skal være gjort på nytt, og rødt etter den. Gult finnes ikke."
        ),
        Kind.MILESTONE: gettext(
            "En person vurderer tilstanden, med begrunnelse og dato. Den nyeste vurderingen gjelder."
        ),
    }[Kind(kind)]
