"""A case of the permission matrix: one address, asked for in one way, and what each role is answered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.permissions.world import World

ROLES = ("anonymous", "outsider", "reader", "unit_contact", "leader", "coordinator", "administrator")
LOG_IN = "log-in"
Answer = int | str
Answers = dict[str, Answer]
Arguments = Callable[[World], list[Any]]


@dataclass(frozen=True, slots=True)
class Case:
    """With a word about it where an address has several."""

    name: str
    method: str
    answers: Answers
    arguments: Arguments = lambda _world: []
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The cases of one area."""

    cases: list[Case]
    # By name of an address that answers to POST: a way of asking that it does not answer to.
    wrong_method: dict[str, str] = field(default_factory=dict)
    # Names of addresses that nobody logs in for.
    open: frozenset[str] = frozenset()


def refused_by(**names: Iterable[str]) -> dict[str, str]:
    """By name the method that is refused: `refused_by(GET=["logout"])`."""
    return {name: method for method, those in names.items() for name in those}


def answers(everybody: Answer, **others: Answer) -> Answers:
    return dict.fromkeys(ROLES, everybody) | others


def members(allowed: Answer, **others: Answer) -> Answers:
    """Open to whoever is logged in."""
    return answers(allowed, anonymous=LOG_IN) | others


def readers(allowed: Answer, **others: Answer) -> Answers:
    """Open to the municipality's own people; not there for anybody else."""
    return members(allowed, outsider=404) | others


def with_words(arguments: Arguments, *words: Any) -> Arguments:
    """The address of something that belongs to what the first words lead to."""
    return lambda world: [*arguments(world), *words]


def of_nothing(_world: World) -> list[Any]:
    return ["FINS-IKKE"]
