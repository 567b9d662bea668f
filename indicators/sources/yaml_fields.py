"""Reading one part of a YAML file field by field: every field is asked for by its type, what is left over is kept."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.imports import ImportProblem, Problems, at_line, quoted
from accounts.wording import say, sentence
from indicators.periods import NO_PERIOD, Period, PeriodError, parse_period
from indicators.sources.numerals import MOST_DECIMALS
from indicators.sources.yaml_tree import YamlList, YamlMap, plain_json

# A database that computes in floating point keeps this many digits of a promise exactly.
MOST_DIGITS = 15


@dataclass(slots=True)
class Notebook:
    """What is noted down while a file is read: what is wrong, and which fields nobody knows."""

    problems: Problems
    unknown: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    remarks: list[ImportProblem] = field(default_factory=list)

    def remark(self, place: str, message: str) -> None:
        """Something that is taken as it is, and that somebody should look at."""
        self.remarks.append(ImportProblem(self.problems.file, place, message))

    def note_unknown(self, path: str, place: str, key: str) -> None:
        kind_of_place = re.sub(r"\[\d+\]", "[]", path)
        self.unknown.setdefault((kind_of_place, key), []).append(place)

    def warnings(self) -> list[ImportProblem]:
        """The remarks, and one line for each unknown field of each kind of place."""
        return self.remarks + [
            ImportProblem(self.problems.file, places[0], kept_unread(key, len(places)))
            for (_path, key), places in self.unknown.items()
        ]


def kept_unread(key: str, places: int) -> str:
    """That nobody knows a field, which stands in so many places."""
    if places == 1:
        return say("ukjent felt {field} er tatt vare på", field=quoted(key))
    pattern = sentence("ukjent felt {field} er tatt vare på (også {count} andre steder)")
    return say(pattern, field=quoted(key), count=places - 1)


class Fields:
    """One mapping of the file. Each method reads one field, notes what is wrong with it, and marks it as read."""

    def __init__(self, values: YamlMap, path: str, notebook: Notebook, label: str = "") -> None:
        self.values = values
        self.path = path
        self.notebook = notebook
        self.label = label
        self.read: set[str] = set()
        # What was read only in part, or could not be told apart: kept beside the fields that nobody knows.
        self.kept: dict[str, Any] = {}

    def place(self, key: str = "") -> str:
        """Where a field stands, as `linje 3103, targets[3].baseline.value (T-04)`."""
        line = self.values.lines.get(key, self.values.line)
        path = ".".join(part for part in (self.path, key) if part)
        return ", ".join(part for part in (at_line(line), path) if part) + (f" ({self.label})" if self.label else "")

    def wrong(self, key: str, message: str) -> None:
        self.notebook.problems.add(self.place(key), message)

    def raw(self, key: str) -> Any:
        self.read.add(key)
        return self.values.get(key)

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """A text; a number is taken as it is written."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
            return str(value).strip()
        self.wrong(key, say("her ventes tekst, ikke {found}", found=kind_of(value)))
        return default

    def required(self, key: str) -> str:
        """A text that must be there."""
        before = len(self.notebook.problems)
        text = self.text(key)
        if not text and len(self.notebook.problems) == before:
            self.wrong(key, say("feltet er påkrevd og mangler"))
        return text

    def number(self, key: str) -> Decimal | None:
        """A number exactly as written."""
        value = self.raw(key)
        if value is None:
            return None
        if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
            return Decimal(value)
        self.wrong(key, say(no_number(value), found=kind_of(value)))
        return None

    def amount(self, key: str, *, decimals: int = MOST_DECIMALS) -> Decimal | None:
        """A number of a promise, which must survive every database unrounded."""
        value = self.number(key)
        if value is not None and too_long(value, decimals):
            pattern = sentence("tallet har for mange siffer: høyst {digits} i alt og {decimals} desimaler")
            self.wrong(key, say(pattern, digits=MOST_DIGITS, decimals=decimals))
            return None
        return value

    def whole(self, key: str, default: int | None = None, *, least: int = 0, most: int = 32_767) -> int | None:
        """A whole number within bounds."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,5}", value):
            value = int(value)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        pattern = sentence("her ventes et helt tall fra {least} til {most}, ikke {found}")
        self.wrong(key, say(pattern, least=least, most=most, found=kind_of(value)))
        return default

    def truth(self, key: str, *, default: bool) -> bool:
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.wrong(key, say("her ventes true eller false, ikke {found}", found=kind_of(value)))
        return default

    def choice(self, key: str, words: Mapping[str, str]) -> str:
        """What one of a few words means; empty where it is absent."""
        word = self.text(key)
        if word and word not in words:
            known = ", ".join(words)
            self.wrong(key, say("{word} er ukjent; lovlige er {known}", word=quoted(word), known=known))
        return words.get(word, "")

    def word(self, key: str, words: Mapping[str, str], default: str = "") -> str:
        """What one of a few words means. Another word decides nothing: it is kept as it is, and remarked."""
        word = self.text(key)
        if word and word not in words:
            self.kept[key] = word
            known = ", ".join(words)
            pattern = sentence("ukjent ord {word} er tatt vare på; kjente er {known}")
            self.notebook.remark(self.place(key), say(pattern, word=quoted(word), known=known))
        return words.get(word, default)

    def period(self, key: str) -> Period | None:
        """A period; a year may be written as a number."""
        text = self.text(key)
        try:
            return parse_period(text) if text else None
        except PeriodError:
            self.wrong(key, say(NO_PERIOD, text=quoted(text)))
            return None

    def day(self, key: str) -> date | None:
        """A day of the calendar."""
        text = self.text(key)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            self.wrong(key, say("her ventes en dato, ÅÅÅÅ-MM-DD"))
            return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        found = []
        for position, value in enumerate(self.listed(key)):
            if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
                found.append(str(value).strip())
            else:
                self.wrong(f"{key}[{position}]", say("her ventes tekst, ikke {found}", found=kind_of(value)))
        return tuple(dict.fromkeys(found))

    def listed(self, key: str) -> list[Any]:
        """A list of anything."""
        value = self.raw(key)
        if value is None:
            return []
        if isinstance(value, YamlList):
            return value
        self.wrong(key, say("her ventes en liste, ikke {found}", found=kind_of(value)))
        return []

    def part(self, key: str) -> "Fields":
        """The fields of a mapping; none where it is absent."""
        value = self.raw(key)
        if value is None:
            value = YamlMap(self.values.lines.get(key, self.values.line))
        if not isinstance(value, YamlMap):
            self.wrong(key, say("her ventes felter med navn, ikke {found}", found=kind_of(value)))
            value = YamlMap(self.values.line)
        return Fields(value, f"{self.path}.{key}" if self.path else key, self.notebook, self.label)

    def items(self, key: str, *, named_by: str = "") -> Iterator["Fields"]:
        """The mappings of a list, each labelled by one of its fields."""
        for position, value in enumerate(self.listed(key)):
            path = f"{self.path}.{key}[{position}]" if self.path else f"{key}[{position}]"
            if isinstance(value, YamlMap):
                yield Fields(value, path, self.notebook, label_in(value, named_by) or self.label)
            else:
                self.wrong(f"{key}[{position}]", say("her ventes felter med navn, ikke {found}", found=kind_of(value)))

    def left(self, known: Iterable[str] = ()) -> dict[str, Any]:
        """Everything that was not read. A field that nobody knows is noted, and kept all the same."""
        known = set(known)
        rest = {key: value for key, value in self.values.items() if key not in self.read}
        for key in rest:
            if key not in known:
                self.notebook.note_unknown(self.path, self.place(), key)
        kept = {key: plain_json(value) for key, value in rest.items() if value is not None or key not in known}
        return self.kept | kept

    def keep_rest_of(self, part: "Fields", key: str, known: Iterable[str] = ()) -> None:
        """Keep what was not read of a part of this one."""
        if rest := part.left(known):
            self.kept[key] = rest


def label_in(values: YamlMap, named_by: str) -> str:
    label = values.get(named_by)
    return str(label)[:60] if isinstance(label, (str, int)) else ""


def too_long(value: Decimal, decimals: int) -> bool:
    digits = value.normalize().as_tuple()
    exponent = digits.exponent if isinstance(digits.exponent, int) else 0
    return max(len(digits.digits), value.adjusted() + 1) > MOST_DIGITS or -exponent > decimals


def kind_of(value: Any) -> str:
    """What stands there instead, in words."""
    if isinstance(value, YamlMap):
        return say("felter med navn")
    if isinstance(value, YamlList):
        return say("en liste")
    if isinstance(value, bool):
        return "true" if value else "false"
    return say("teksten {text}", text=quoted(value)) if isinstance(value, str) else str(value)


def no_number(value: Any) -> str:
    """That it is no number, and what to do about a decimal comma."""
    if isinstance(value, str) and re.fullmatch(r"-?\d+,\d+", value):
        return sentence("her ventes et tall, ikke {found}: bruk punktum som desimaltegn")
    return sentence("her ventes et tall, ikke {found}")
