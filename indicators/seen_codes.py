"""Codes that a table had when it was fetched, and has no more. Pure.

A code that somebody has chosen is missed when it is gone. Of a variable that is fetched whole, or by an expression,
nobody has named the codes: there, what has come before is what is missed.
"""

from collections.abc import Collection, Mapping, Sequence

ByVariable = Mapping[str, Sequence[str]]


def gone_codes(seen: ByVariable, now: Mapping[str, Collection[str]], *, time: str) -> dict[str, tuple[str, ...]]:
    """By variable the codes that the table has lost; none of them where the whole variable is lost.

    A table that goes on may leave its oldest periods behind, and those are not missed; `time` is the variable of them.
    """
    found: dict[str, tuple[str, ...]] = {}
    for variable, codes in seen.items():
        here = now.get(variable)
        oldest = min(here) if here and variable == time else ""
        missed = tuple(code for code in codes if code not in (here or ()) and code > oldest)
        if here is None or missed:
            found[variable] = missed if here is not None else ()
    return found


def seen_with(seen: ByVariable, came: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What is missed from now on: what was seen before, and what has come this time."""
    return {name: list(dict.fromkeys((*seen.get(name, ()), *came.get(name, ())))) for name in {**seen, **came}}
