"""Finding indicators by what people remember of them: words of the name, a KOSTRA function, a code, a service area.

Pure: names in, the best first. Letters are compared without case and without their rings and strokes, so that
`okonomi` finds «Økonomi» and `Årsverk` finds the code `arsverk`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

# What stands before the number of a function, and says no more than the number does.
FUNCTION_WORDS = frozenset({"funksjon", "funksjonen", "kostra", "kostrafunksjon", "kostra-funksjon", "function"})
FOLDED = str.maketrans(
    {"å": "a", "ø": "o", "æ": "ae", "ö": "o", "ä": "ae", "é": "e", "è": "e", "ê": "e", "ó": "o", "ò": "o", "ô": "o"}
)
WORD = re.compile(r"[^\W_]+")


class Match(IntEnum):
    """How well something was found, the best first."""

    WHOLE = 0
    NAME_START = 1
    FUNCTION = 2
    PHRASE = 3
    WORD_STARTS = 4
    CONTAINED = 5
    ELSEWHERE = 6


@dataclass(frozen=True, slots=True)
class Findable:
    """What an indicator can be found by."""

    key: int
    code: str
    names: tuple[str, ...]
    functions: tuple[str, ...] = ()
    service_area: str = ""
    others: tuple[str, ...] = ()


def found(text: str, among: Iterable[Findable]) -> list[int]:
    """The keys of those that hold every word, the best first, and of equals the shortest name first."""
    words = words_asked(text)
    if not words:
        return []
    hits = [(match, one) for one in among if (match := match_of(words, one)) is not None]
    return [one.key for _match, one in sorted(hits, key=order_of)]


def order_of(hit: tuple[Match, Findable]) -> tuple[int, int, str, int]:
    match, one = hit
    name = folded(one.names[0]) if one.names else ""
    return match, len(name), name, one.key


def words_asked(text: str) -> list[str]:
    """The words that must be found. «funksjon 202» asks for 202."""
    words = [one for one in folded(text).split() if one.strip("«».,;:!?")]
    words = [one.strip("«».,;:!?") for one in words]
    if any(one.isdigit() for one in words):
        words = [one for one in words if one not in FUNCTION_WORDS]
    return words


def folded(text: str) -> str:
    """The text as it is compared."""
    return text.casefold().translate(FOLDED)


def match_of(words: list[str], one: Findable) -> Match | None:
    """How well the words fit; None where one of them is nowhere to be found."""
    names = [folded(name) for name in one.names if name]
    phrase, code = " ".join(words), folded(one.code)
    if all(word in one.functions for word in words):
        return Match.FUNCTION if phrase not in names else Match.WHOLE
    best = min((match_in(name, words, phrase) for name in [*names, code] if name), default=Match.ELSEWHERE)
    if best is Match.ELSEWHERE and not is_somewhere(words, one, names, code):
        return None
    return best


def match_in(name: str, words: list[str], phrase: str) -> Match:
    """How well one name fits."""
    if name == phrase:
        return Match.WHOLE
    if name.startswith(phrase):
        return Match.NAME_START
    if starts_a_word(phrase, name):
        return Match.PHRASE
    if all(starts_a_word(word, name) for word in words):
        return Match.WORD_STARTS
    return Match.CONTAINED if all(word in name for word in words) else Match.ELSEWHERE


def starts_a_word(sought: str, text: str) -> bool:
    return any(text.startswith(sought, word.start()) for word in WORD.finditer(text))


def is_somewhere(words: list[str], one: Findable, names: list[str], code: str) -> bool:
    """Every word in a name, the code, the service area or another name, or the beginning of a function's number."""
    texts = [*names, code, folded(one.service_area), *map(folded, one.others)]
    return all(any(word in text for text in texts) or is_function(word, one) for word in words)


def is_function(word: str, one: Findable) -> bool:
    return word.isdigit() and any(function.startswith(word) for function in one.functions)
