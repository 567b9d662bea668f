"""Which table a person means: by its number, or by an address of one of Statistics Norway's pages. Pure."""

import re

# A number that nobody searches for as a word.
NUMBER = re.compile(r"[0-9]{4,6}")
IN_ADDRESS = re.compile(r"/tables?/(?P<table>[0-9A-Za-z_-]{1,20})(?=$|[/?#])", re.IGNORECASE)
LIKE_AN_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:[/?#]|$)", re.IGNORECASE)


def table_meant_by(text: str) -> str | None:
    """`12134` of `12134`, `tabell 12134` and `https://www.ssb.no/statbank/table/12134/`; None where it is words."""
    typed = text.strip()
    bare = re.sub(r"^tabell\s+", "", typed, flags=re.IGNORECASE)
    if NUMBER.fullmatch(bare):
        return bare
    found = IN_ADDRESS.search(typed) if is_address(typed) else None
    return found["table"] if found else None


def is_address(text: str) -> bool:
    """Whether the text is an address of a page, and no words to search for."""
    return bool(LIKE_AN_ADDRESS.match(text.strip()))
