"""What a problem with a source means, and what to do about it. A table, so that page and mail say the same."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from indicators.models import ProblemKind

Text = str | Promise


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """What it means for the figures, and what a person should do."""

    meaning: Text
    to_do: Text


PROBLEM_WORDS: dict[ProblemKind, ProblemWords] = {
    ProblemKind.UNAVAILABLE: ProblemWords(
        _("Kilden svarer ikke, så vi vet ikke om det har kommet nye tall."),
        _("Vi prøver igjen av oss selv. Varer det mer enn et døgn, så se om kilden melder om driftsproblemer."),
    ),
    ProblemKind.REJECTED: ProblemWords(
        _("Kilden godtar ikke det vi spør om. Ingen nye tall kommer inn før spørsmålet er endret."),
        _("En administrator må gå gjennom hva som hentes, og lagre det på nytt."),
    ),
    ProblemKind.UNREADABLE: ProblemWords(
        _("Kilden svarte, men svaret er ikke slik det skal være. Vi har ikke tatt inn noe av det."),
        _("Vi prøver igjen av oss selv. Står det her i flere dager, så si fra til den som drifter Planpuls."),
    ),
    ProblemKind.WITHDRAWN: ProblemWords(
        _("Tabellen finnes ikke lenger. Tallene vi har, blir stående, men det kommer ingen nye."),
        _("Finn tabellen som har tatt over, og legg den til som ny kilde. Slutt så å hente denne."),
    ),
    ProblemKind.LOST_CODE: ProblemWords(
        _("Noe av det vi henter, finnes ikke lenger i tabellen. Tallene vi har, blir stående."),
        _("En administrator må gå gjennom hva som hentes, bytte ut koden der den er valgt, og lagre valget på nytt."),
    ),
    ProblemKind.DISCONTINUED: ProblemWords(
        _("Kilden har avsluttet tabellen. Tallene vi har, blir stående, men det kommer ingen nye."),
        _("Finn tabellen som har tatt over, og legg den til som ny kilde. Slutt så å hente denne."),
    ),
}
