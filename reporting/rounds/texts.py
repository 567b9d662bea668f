"""Words as they are typed: just text, whatever stands in it. Pure."""

import re
import unicodedata

MOST_CHARACTERS = 10_000
# Control characters, and those that turn the direction of what follows them, so that a reader sees what is written.
UNSEEN = {"Cc"}
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufeff")
KEPT = frozenset("\n\t")
# What Django lets a user name be made of; a letter or a dot before the sign makes it an address.
MENTION = re.compile(r"(?<![\w.+-])@([\w.+-]+(?:@[\w-]+(?:\.[\w-]+)+)?)")


def cleaned(text: str) -> str:
    """As typed, with line breaks of one kind, without control characters and without room around it.

    HTML and formulas are kept: whoever shows them escapes them.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in lines if is_seen(sign)).strip()


def is_seen(sign: str) -> bool:
    return sign in KEPT or (unicodedata.category(sign) not in UNSEEN and sign not in TURNING and not is_half(sign))


def is_half(sign: str) -> bool:
    """Half of a character, which no database keeps."""
    return unicodedata.category(sign) == "Cs"


def is_too_long(text: str) -> bool:
    return len(text) > MOST_CHARACTERS


def is_cut_down(before: str, after: str) -> bool:
    """Whether more than half of what was there is gone, so that it is hardly the same text written on."""
    return len(after) * 2 < len(before)


def names_mentioned(text: str) -> list[str]:
    """The user names after `@`, each once, in the order in which they come; an e-mail address names nobody.

    A name may itself hold a dot or end a sentence with one, so the dots at its end are left out.
    """
    return list(dict.fromkeys(name for found in MENTION.findall(text) if (name := found.rstrip(".-+"))))
