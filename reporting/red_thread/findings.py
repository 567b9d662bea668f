"""What was found to hang loose, and what mends it. A page by name, so that those who may follow it get a button."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

# How the keys begin, beside those of what is the matter with figures.
KEYS = "rod:"


class Check(StrEnum):
    """What can hang loose, in the order in which it is read. The values stand in addresses."""

    AREA_WITHOUT_GOALS = "omrader-uten-mal"
    GOAL_VANISHED = "mal-som-er-borte"
    GOAL_WITHOUT_TARGET = "mal-uten-maltall"
    WITHOUT_OWNER = "uten-ansvarlig"
    TARGET_WITHOUT_INDICATOR = "maltall-uten-indikator"
    TARGET_WITHOUT_FIGURE = "maltall-uten-tall"
    INDICATOR_WITHOUT_SOURCE = "indikatorer-uten-kilde"
    RED_UNANSWERED = "rodt-uten-svar"
    MEASURE_LATE = "tiltak-over-fristen"
    MEASURE_UNCLEAR = "tiltak-uten-ansvarlig-eller-frist"
    GUIDELINE_UNANSWERED = "foringer-uten-mal"


class Doer(StrEnum):
    """Who may mend a thing."""

    WRITES_PLANS = "writes_plans"
    EDITS_TARGETS = "edits_targets"
    ANSWERS = "answers"
    LOADS_FIGURES = "loads_figures"


@dataclass(frozen=True, slots=True)
class Mend:
    """What is done about it: the words on the button, the page by name with what it needs, and who may."""

    label: str
    page: str
    args: tuple[str, ...]
    by: Doer
    # The unit that answers for it, whose contacts may too.
    unit: int | None = None
    # What the page is told beforehand, such as `?omrade=LEVE`.
    query: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that hangs loose. `read` is the page where it can be read of, if there is one."""

    check: Check
    code: str
    name: str
    sentence: str
    mend: Mend
    read: tuple[str, tuple[str, ...]] | None = None
    # What else its facts are: when they differ, it is another finding than the one that somebody has set aside.
    state: str = ""

    @property
    def key(self) -> str:
        return f"{KEYS}{self.check}:{self.code}"[:100]

    @property
    def stamp(self) -> str:
        """Of the facts and not of the sentence, which readers have in different languages."""
        return sha256(f"{self.check}|{self.code}|{self.name}|{self.state}".encode()).hexdigest()

    @property
    def may_rest(self) -> bool:
        """A red light and a deadline that has passed are to be answered, not set aside."""
        return self.check not in {Check.RED_UNANSWERED, Check.MEASURE_LATE}


def counted(found: Iterable[Finding]) -> dict[Check, int]:
    """How many of each kind; only those that there are some of."""
    counts = dict.fromkeys(Check, 0)
    for one in found:
        counts[one.check] += 1
    return {check: number for check, number in counts.items() if number}
