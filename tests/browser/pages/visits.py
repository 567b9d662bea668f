"""A visit: one state of one page, and where that is found in the small municipality."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.browser.small_world.world import World

Arguments = Callable[[World], list[Any]]
# Why an address is not walked, where there are many.
TAKES_POST = "takes only POST, and leads on to a page that is walked"
A_FILE = "a file"


def nothing(_world: World) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True)
class Visit:
    """With `fill`, the form that `press` belongs to is sent as it then stands."""

    name: str
    arguments: Arguments = nothing
    query: str = ""
    fill: dict[str, str] = field(default_factory=dict)
    press: str = ""
    who: str = "coordinator"
    # Whether what is sent with `press` is refused, and the page must say so.
    is_refused: bool = True

    def address(self, world: World) -> str:
        return reverse(self.name, args=self.arguments(world)) + self.query

    @property
    def title(self) -> str:
        return f"{self.name} {self.query} {self.press} {self.who}".strip()


@dataclass(frozen=True, slots=True)
class Walk:
    """The pages of one area, and by name why its other addresses are left out."""

    visits: list[Visit]
    left_out: dict[str, str] = field(default_factory=dict)
