"""Units of measurement as municipalities write them, and which of them measure the same thing.

The first words name the measure (`prosent av driftsinntektene` measures percent); the rest describes it.
"""

import re
from functools import lru_cache

# The measure as KOSTRA files name it, and the words that mean it.
WORDS = {
    "percent": ("percent", "prosentpoeng", "prosent", "pst.", "pst", "%"),
    "permille": ("permille", "promille", "‰"),
    "NOK": ("nok", "kroner", "krone", "kr"),
    "NOK_1000": ("nok_1000", "1000 kroner", "1000 kr", "1 000 kroner", "1 000 kr", "tusen kroner"),
    "NOK_million": ("nok_million", "mill. kroner", "mill. kr", "millioner kroner", "mill kroner"),
    "NOK_billion": ("nok_billion", "mrd. kroner", "mrd. kr", "milliarder kroner"),
    "days": ("days", "dager", "dag", "døgn"),
    "hours": ("hours", "timer", "time"),
    "years": ("years", "år"),
    "weeks": ("weeks", "uker", "uke"),
    "count": (
        *("count", "antall", "personer", "pasienter", "innbyggere", "barn", "elever", "boliger", "arbeidsplasser"),
        *("brukere", "ansatte", "saker", "husholdninger", "søknader", "stk"),
    ),
    "FTE": ("fte", "årsverk"),
    "per_1000": ("per_1000", "per 1 000", "per 1000"),
    "per_10000": ("per_10000", "per 10 000", "per 10000"),
    "rank": ("rank", "plassering"),
    "points": ("points", "poeng"),
    "kg": ("kg", "kilo"),
    "tonnes": ("tonn", "tonnes"),
    "km": ("km", "kilometer"),
    "m2": ("m2", "m²", "kvadratmeter"),
    "daa": ("daa", "dekar"),
    "kWh": ("kwh",),
    "kWh_1000": ("kwh_1000", "1000 kwh", "1 000 kwh"),
    "index": ("index", "indeks"),
    "ratio": ("ratio", "forhold"),
    "boolean": ("boolean", "ja/nei"),
}
# The longest phrase first: `per 10 000` must not be read as `per 1 000`, nor `prosentpoeng` as `prosent`.
PHRASES = sorted(
    ((word, measure) for measure, words in WORDS.items() for word in words), key=lambda pair: -len(pair[0])
)


@lru_cache(maxsize=4096)
def measure_of(unit: str) -> str:
    """The measure that a unit text names; empty when none is given; the text itself when it is not one we know."""
    text = re.sub(r"\s+", " ", unit.replace("\u00a0", " ")).strip().casefold()
    if not text or text.startswith("ikke oppgitt"):
        return ""
    for phrase, measure in PHRASES:
        if text == phrase or re.match(re.escape(phrase) + r"(?![\w/²])", text):
            return measure
    return text


# Amounts whatever they are counted over; and what is counted, where the source says that it is a stock or a flow.
SUMS_OF_MONEY = frozenset({"NOK_1000", "NOK_million", "NOK_billion"})
COUNTED = frozenset({"count", "FTE", "hours", "kg", "tonnes", "km", "m2", "daa", "kWh", "kWh_1000"})
ADDABLE = frozenset({"stock", "flow"})


def adds_up(unit: str, measuring: str) -> bool:
    """Whether figures of several places can be added. `measuring` is what the source calls it: Stock, Flow, Average.

    A mean is counted in persons too, so that a count adds up only where the source says what it is.
    """
    measure, said = measure_of(unit), measuring.casefold()
    if re.search(r"\bper\b|/", unit.casefold()) or (said and said not in ADDABLE | {"other"}):
        return False
    return measure in SUMS_OF_MONEY or (measure in COUNTED and said in ADDABLE)


def same_measure(left: str, right: str) -> bool:
    """Whether two units measure the same. A unit that is not given takes the other one's."""
    one, other = measure_of(left), measure_of(right)
    return not one or not other or one == other
