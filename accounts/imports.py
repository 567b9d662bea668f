"""What is wrong with a file that somebody brought, one line per problem, and what became of a file that was taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.wording import say

# A file in which everything is wrong is told so in a screenful; the rest is counted.
MOST_LINES = 50


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """One thing that is wrong, or worth knowing, and where: `linje 14, kolonne value`, `targets[3].baseline.value`."""

    file: str
    place: str
    message: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.place, self.message) if part)


class ImportRefused(Exception):
    """The file is not taken, and nothing of it was written."""

    def __init__(self, problems: Sequence[ImportProblem], more: int = 0) -> None:
        super().__init__(f"{len(problems) + more} problems")
        self.problems = tuple(problems)
        # How many there are beyond those that are listed.
        self.more = more


class Problems:
    """Collects everything that is wrong with one file, so that it can be mended in one go."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.listed: list[ImportProblem] = []
        self.more = 0

    def __len__(self) -> int:
        return len(self.listed) + self.more

    def add(self, place: str, message: str) -> None:
        problem = ImportProblem(self.file, place, message)
        if problem in self.listed:
            return
        if len(self.listed) < MOST_LINES:
            self.listed.append(problem)
        else:
            self.more += 1

    def refuse_if_any(self) -> None:
        if self.listed:
            raise ImportRefused(self.listed, self.more)


def refusal(file: str, place: str, message: str) -> ImportRefused:
    """The one thing that makes it pointless to read on."""
    return ImportRefused([ImportProblem(file, place, message)])


@dataclass(frozen=True, slots=True)
class LoadOutcome:
    """What a load did, and what somebody should look at."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    warnings: tuple[ImportProblem, ...] = ()

    @property
    def wrote(self) -> bool:
        return bool(self.created or self.updated)


def quoted(text: object) -> str:
    """A text from a file as it is shown in a message: short, and without signs that disturb a terminal."""
    shown = "".join(sign if sign.isprintable() else "�" for sign in str(text))
    return say("«{text}»", text=shown if len(shown) <= 60 else shown[:59] + "…")


def at_line(line: int, column: str = "") -> str:
    """Where something stands in a file of lines: `linje 14`, `linje 14, kolonne value`."""
    if column:
        return say("linje {line}, kolonne {column}", line=line, column=column)
    return say("linje {line}", line=line)


def at_sign(line: int, sign: int) -> str:
    """The same where a sign of the line is known: `linje 14, tegn 3`."""
    return say("linje {line}, tegn {sign}", line=line, sign=sign)
