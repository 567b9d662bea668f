"""Sentences of the readers, which know no Django, in the language of whoever reads them.

A reader says `say("linjen har {count} celler", count=3)`. Who starts the program tells what language that is in
(`accounts.apps`); until then it is bokmål, the language that the sentences are written in.
"""

from collections.abc import Callable, Sequence


class Language:
    """How a text is said in another language; the text itself until somebody tells better."""

    translate: Callable[[str], str] = staticmethod(str)


def say(pattern: str, /, **facts: object) -> str:
    """The sentence with its facts filled in. `make messages` finds the pattern by this name."""
    return Language.translate(pattern).format(**facts)


def either(texts: Sequence[str]) -> str:
    """`year eller period`: the texts as alternatives; empty where there are none."""
    first, *others = texts or [""]
    for other in others:
        first = say("{first} eller {other}", first=first, other=other)
    return first


def sentence(pattern: str) -> str:
    """A pattern that is kept in a table and said later; `make messages` finds it by this name."""
    return pattern
