"""How often a duty comes back, in the words of forms and files. Pure."""

# The words that a plan may use → (the word that is kept, how many months it is).
WORDS = {
    "år": ("år", 12),
    "aar": ("år", 12),
    "year": ("år", 12),
    "years": ("år", 12),
    "halvår": ("halvår", 6),
    "tertial": ("tertial", 4),
    "kvartal": ("kvartal", 3),
    "måned": ("måned", 1),
    "måneder": ("måned", 1),
    "month": ("måned", 1),
    "months": ("måned", 1),
}
KNOWN = tuple(dict.fromkeys(word for word, _months in WORDS.values()))
# Without a word a number is a number of years.
USUAL = "år"


def tidy_unit(text: str) -> str:
    """The word that is kept for a unit of time; another word is kept as it is, and is no interval."""
    word = text.strip()
    return WORDS.get(word.casefold(), (word, 0))[0] if word else ""


def months_in(every: int | None, unit: str) -> int | None:
    """The interval in months; None where it is not said, or in words that nobody knows."""
    months = WORDS.get((unit.strip() or USUAL).casefold())
    return every * months[1] if every and months else None
