"""A question of too many cells is cut in parts, the same parts every time, which together have each cell once."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, product

from indicators.sources.jsonstat import Role
from indicators.sources.ssb.choices import Choice, cells_in

# A part is then one year of the whole country, or some regions of it, as far as that goes.
FIRST_CUT = (Role.TIME, Role.GEO)


def chunks(choices: Sequence[Choice], *, most_cells: int) -> list[tuple[Choice, ...]]:
    """Parts of at most `most_cells` cells; cut along time, then region, then the variable with the most codes."""
    if most_cells < 1:
        raise ValueError("a part has at least one cell")
    pieces = {choice.variable: [choice] for choice in choices}
    cells = cells_in(choices)
    for choice in sorted(choices, key=order_of_cutting):
        if cells <= most_cells:
            break
        others = cells // len(choice.codes)
        at_a_time = max(1, most_cells // others)
        pieces[choice.variable] = cut(choice, at_a_time)
        cells = others * min(at_a_time, len(choice.codes))
    return list(product(*(pieces[choice.variable] for choice in choices)))


def order_of_cutting(choice: Choice) -> tuple[int, int]:
    place = FIRST_CUT.index(choice.role) if choice.role in FIRST_CUT else len(FIRST_CUT)
    return place, -len(choice.codes)


def cut(choice: Choice, at_a_time: int) -> list[Choice]:
    """As few pieces as will do, and as even as can be."""
    total = len(choice.codes)
    count = -(-total // at_a_time)
    borders = [total * piece // count for piece in range(count + 1)]
    return [piece_of(choice, choice.codes[start:end]) for start, end in pairwise(borders)]


def piece_of(choice: Choice, codes: tuple[str, ...]) -> Choice:
    return replace(choice, codes=codes, is_whole=choice.is_whole and codes == choice.codes)
