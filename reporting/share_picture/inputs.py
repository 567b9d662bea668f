"""What a share picture says. Two that say the same are the same picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountedLight:
    """How many lights are of a colour, with the colour as a word."""

    light: str
    count: int
    word: str


@dataclass(frozen=True, slots=True)
class PlanPicture:
    municipality: str
    title: str
    period: str
    lights: tuple[CountedLight, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class TargetPicture:
    municipality: str
    plan: str
    title: str
    light: str
    word: str
    sentence: str
