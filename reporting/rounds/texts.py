"""Words as they are typed: just text, whatever stands in it. Pure."""

MOST_CHARACTERS = 10_000


def cleaned(text: str) -> str:
    """As typed, with line breaks of one kind, without control characters and without room around it.

    HTML and formulas are kept: whoever shows them escapes them.
    """
    raise NotImplementedError


def is_too_long(text: str) -> bool:
    return len(text) > MOST_CHARACTERS


def names_mentioned(text: str) -> list[str]:
    """The user names after `@`, each once, in the order in which they come; an e-mail address names nobody."""
    raise NotImplementedError
