"""What a cell of figures can say: a number, or why there is none, and of what kind it is. No Django."""

from dataclasses import dataclass
from decimal import Decimal

from accounts.wording import say, sentence
from indicators.sources.cells import BadCell
from indicators.sources.numerals import NotANumber, literal_of, read_number

# Mirrors of indicators.models, which needs Django; a test holds them together.
MISSING_SYMBOLS = (".", "..", ":", "-")
NULL_SYMBOL, PROVISIONAL_SYMBOL = "..", "*"
KIND_WORDS = {
    "": "actual",
    "faktisk": "actual",
    "vedtatt": "actual",
    "beregnet": "actual",
    "rang": "actual",
    "foreløpig": "provisional",
    "endring": "change",
    "korrigert": "correction",
    "prognose": "projection",
    "framskriving": "projection",
    "anslag": "estimate",
    "intervall": "interval",
    "opphevet": "cancelled",
    "rapportert_feil": "reported_error",
    **{
        word: word
        for word in (
            *("actual", "provisional", "change", "correction", "projection", "estimate", "interval", "cancelled"),
            "reported_error",
        )
    },
}
LEGAL_KINDS = ", ".join(word for word in KIND_WORDS if word)


@dataclass(frozen=True, slots=True)
class CellValue:
    """A published figure: its text and number, or the symbol printed instead."""

    value: Decimal | None
    literal: str
    missing: str
    is_provisional: bool = False


def cell_value(value: str, missing: str) -> CellValue:
    """What the two cells `value` and `missing` say together. Raises BadCell."""
    if missing not in {"", PROVISIONAL_SYMBOL, *MISSING_SYMBOLS}:
        legal = "  ".join((*MISSING_SYMBOLS, PROVISIONAL_SYMBOL))
        pattern = sentence("«{symbol}» er ikke et kjent symbol; lovlige er {legal}")
        raise BadCell("missing", say(pattern, symbol=missing[:20], legal=legal))
    if not value:
        if missing == PROVISIONAL_SYMBOL:
            raise BadCell("missing", say("symbolet * betyr foreløpig og må stå sammen med en verdi"))
        return CellValue(None, "", missing or NULL_SYMBOL)
    if missing and missing != PROVISIONAL_SYMBOL:
        pattern = sentence("cellen har både verdien {value} og symbolet {symbol}: bruk bare ett av dem")
        raise BadCell("missing", say(pattern, value=value[:40], symbol=missing))
    return CellValue(*number_in(value), "", is_provisional=missing == PROVISIONAL_SYMBOL)


def number_in(text: str) -> tuple[Decimal, str]:
    """The number and its literal. Raises BadCell."""
    if text in MISSING_SYMBOLS or text == PROVISIONAL_SYMBOL:
        raise BadCell("value", say("symbolet {symbol} hører hjemme i kolonnen missing", symbol=text))
    try:
        number = read_number(text)
    except NotANumber as error:
        raise BadCell("value", str(error)) from None
    return number, literal_of(text, number)


def kind_named(word: str) -> str:
    """The kind that a Norwegian or English word names. Raises BadCell."""
    kind = KIND_WORDS.get(word.casefold())
    if kind is None:
        pattern = sentence("«{word}» er ikke et kjent slag; lovlige er {legal}")
        raise BadCell("kind", say(pattern, word=word[:40], legal=LEGAL_KINDS))
    return kind
