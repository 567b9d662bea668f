"""One part of a mapping file field by field: what is wrong, unknown or missing becomes one line each. No Django."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence

TRUTHS = {"true": True, "false": False}
LARGEST_NUMBER = 2_000_000


@dataclass(slots=True)
class Fields:
    """Named values, all of them texts, lists or further named values: nothing is read as a number by YAML itself."""

    values: dict[Any, Any]
    path: str
    problems: Problems
    read: set[str] = field(default_factory=set)

    def place(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def wrong(self, key: str, message: str) -> None:
        self.problems.add(self.place(key), message)

    def raw(self, key: str) -> Any:
        self.read.add(key)
        return self.values.get(key, "")

    def text(self, key: str) -> str:
        value = self.raw(key)
        if isinstance(value, str):
            return " ".join(value.split())
        self.wrong(key, say("her ventes en tekst, ikke {found}", found=kind_of(value)))
        return ""

    def required(self, key: str) -> str:
        text = self.text(key)
        if not text and isinstance(self.values.get(key, ""), str):
            self.wrong(key, say("feltet er påkrevd og mangler"))
        return text

    def whole(self, key: str, default: int, *, most: int = LARGEST_NUMBER) -> int:
        text = self.text(key)
        if not text:
            return default
        if text.isascii() and text.isdigit() and len(text) < 8 and int(text) <= most:
            return int(text)
        pattern = sentence("{text} er ikke et helt tall fra {least} til {most}")
        self.wrong(key, say(pattern, text=quoted(text), least=0, most=most))
        return default

    def truth(self, key: str, *, default: bool = False) -> bool:
        text = self.text(key)
        if text and text not in TRUTHS:
            self.wrong(key, say("{text} er verken true eller false", text=quoted(text)))
        return TRUTHS.get(text, default)

    def texts(self, key: str) -> tuple[str, ...]:
        """One text or a list of them."""
        value = self.raw(key)
        listed = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in listed):
            self.wrong(key, say("her ventes en tekst eller en liste av tekster"))
            return ()
        return tuple(" ".join(one.split()) for one in listed)

    def headings(self, key: str) -> tuple[str, ...]:
        """The spellings of a heading; none of them may be empty."""
        return tuple(text for text in self.texts(key) if text)

    def table(self, key: str) -> dict[str, str]:
        """Texts by text."""
        value = self.raw(key)
        if value == "":
            return {}
        if isinstance(value, dict) and all(isinstance(one, str) for pair in value.items() for one in pair):
            return {" ".join(left.split()): " ".join(right.split()) for left, right in value.items()}
        self.wrong(key, say("her ventes tekster med hver sin betydning, ikke {found}", found=kind_of(value)))
        return {}

    def part(self, key: str) -> "Fields | None":
        """A field with fields of its own; None where it is absent."""
        value = self.raw(key)
        if isinstance(value, dict):
            return Fields(value, self.place(key), self.problems)
        if value != "":
            self.wrong(key, say("her ventes felter med navn, ikke {found}", found=kind_of(value)))
        return None

    def parts(self, key: str) -> Iterator["Fields | str"]:
        """A list of texts and of fields with fields of their own."""
        value = self.raw(key)
        if not isinstance(value, list):
            if value != "":
                self.wrong(key, say("her ventes en liste, ikke {found}", found=kind_of(value)))
            return
        for position, one in enumerate(value):
            if isinstance(one, dict):
                yield Fields(one, f"{self.place(key)}[{position}]", self.problems)
            elif isinstance(one, str):
                yield one
            else:
                message = say("her ventes en tekst eller felter med navn, ikke {found}", found=kind_of(one))
                self.wrong(f"{key}[{position}]", message)

    def refuse_unknown(self) -> None:
        for key in self.values:
            if key not in self.read:
                self.wrong(str(key), say("ukjent felt; kjente er {known}", known=", ".join(sorted(self.read))))


def kind_of(value: Any) -> str:
    if isinstance(value, str):
        return say("teksten {text}", text=quoted(value))
    return say("en liste") if isinstance(value, list) else say("felter med navn")
