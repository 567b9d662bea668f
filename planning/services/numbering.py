"""Codes for what is new in a plan, made the way that the plan makes its others: `M-43` after `M-42`."""

import re
from collections import Counter
from collections.abc import Iterable

NUMBERED = re.compile(r"(.*?)(\d+)")


def next_code(used: Iterable[str], *, otherwise: str) -> str:
    """The next code after those in use; where none of them is numbered, the first after `otherwise`."""
    numbered = [found.groups() for code in used if (found := NUMBERED.fullmatch(code))]
    if not numbered:
        return f"{otherwise}01"
    usual, _times = Counter(start for start, _number in numbered).most_common(1)[0]
    numbers = [number for start, number in numbered if start == usual]
    newest = max(int(number) for number in numbers) + 1
    return f"{usual}{newest:0{min(len(number) for number in numbers)}}"
