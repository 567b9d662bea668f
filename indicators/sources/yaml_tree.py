"""YAML read exactly: numbers as they are written, keys once, and the line of everything. Pure.

The scalars are those of YAML 1.2: `no` is a text, a date is a text, `0301` is a text, `12.50` is a Decimal with two
decimals. Aliases are followed within bounds; nothing of a file can make Python objects.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from accounts.imports import ImportRefused, Problems, at_line, quoted, refusal
from accounts.wording import say, sentence
from indicators.sources.numerals import NotANumber, read_number

DEEPEST, MOST_NODES = 40, 500_000
WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+|(0|[1-9][0-9]*)(?=[eE]))([eE][-+]?[0-9]+)?")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NULLS = frozenset({"", "~", "null", "Null", "NULL"})
TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
STANDARD = "tag:yaml.org,2002:"
SCALAR_TAGS = frozenset(STANDARD + name for name in ("int", "float", "bool", "null"))


class YamlMap(dict[str, Any]):
    """A mapping that knows the line of each of its keys."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class YamlList(list[Any]):
    """A list that knows the line of each of its items."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


@dataclass(slots=True)
class Frame:
    """A container that is being filled, the key that waits for its value, and how much is in it."""

    container: YamlMap | YamlList
    anchor: str | None
    key: str | None = None
    size: int = 1


def read_tree(text: str, *, problems: Problems) -> YamlMap:
    """The mapping that a file is. What cannot be read further ends in ImportRefused at once."""
    builder = TreeBuilder(problems)
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = at_line(mark.line + 1, str(mark.column + 1)) if mark else ""
        message = say("filen er ikke gyldig YAML her: se etter feil innrykk, manglende kolon eller anførselstegn")
        raise refusal(problems.file, place, message) from None
    except yaml.YAMLError:
        message = say("filen er ikke gyldig YAML: den har tegn som ikke hører til i tekst")
        raise refusal(problems.file, "", message) from None
    problems.refuse_if_any()
    if not isinstance(builder.root, YamlMap):
        message = say(
            "filen må begynne med navngitte felter, som «{one}:» og «{other}:»", one="plan", other="focus_areas"
        )
        raise refusal(problems.file, "", message)
    return builder.root


class TreeBuilder:
    """Builds the tree from the events of the parser, without recursion and within bounds."""

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.root: Any = None
        self.documents = 0
        self.nodes = 0
        self.frames: list[Frame] = []
        self.anchors: dict[str, tuple[Any, int]] = {}

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.MappingStartEvent():
                self.open(YamlMap(line), event)
            case yaml.SequenceStartEvent():
                self.open(YamlList(line), event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                frame = self.frames.pop()
                self.place(frame.container, frame.container.line, size=frame.size, anchor=frame.anchor)
            case yaml.ScalarEvent():
                self.place(self.scalar(event, line), line, size=1, anchor=event.anchor)
            case yaml.AliasEvent():
                value, size = self.anchored(event.anchor, line)
                self.place(value, line, size=size, anchor=None)
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise self.refused(line, say("filen har flere YAML-dokumenter: den skal ha ett"))

    def open(self, container: YamlMap | YamlList, event: yaml.CollectionStartEvent) -> None:
        if event.tag not in {None, "!", STANDARD + "map", STANDARD + "seq"}:
            self.problems.add(at_line(container.line), say("ukjent YAML-merke {tag}", tag=quoted(event.tag)))
        if len(self.frames) >= DEEPEST:
            raise self.refused(container.line, say("filen har mer enn {most} nivåer inni hverandre", most=DEEPEST))
        self.frames.append(Frame(container, event.anchor))

    def place(self, value: Any, line: int, *, size: int, anchor: str | None) -> None:
        """Put a finished value where it belongs: as the root, a key, a key's value or a list's item."""
        self.nodes += size
        if self.nodes > MOST_NODES:
            raise self.refused(line, say("filen blir til mer enn {most} verdier", most=MOST_NODES))
        if anchor:
            self.anchors[anchor] = (value, size)
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        frame.size += size
        if isinstance(frame.container, YamlList):
            frame.container.append(value)
            frame.container.lines.append(line)
        elif frame.key is None:
            frame.key = self.key(value, line)
        else:
            self.set(frame.container, frame.key, value, line)
            frame.key = None

    def key(self, value: Any, line: int) -> str:
        if isinstance(value, (YamlMap, YamlList)) or value is None:
            raise self.refused(line, say("et felt mangler navn"))
        return str(value).lower() if isinstance(value, bool) else str(value)

    def set(self, container: YamlMap, key: str, value: Any, line: int) -> None:
        if key in container:
            pattern = sentence("feltet {field} står også på linje {line}, i samme del av filen")
            self.problems.add(at_line(line), say(pattern, field=quoted(key), line=container.lines[key]))
            return
        container[key] = value
        container.lines[key] = line

    def anchored(self, anchor: str | None, line: int) -> tuple[Any, int]:
        if anchor is None or anchor not in self.anchors:
            pattern = sentence("{anchor} viser til noe som ikke er skrevet ferdig før denne linjen")
            raise self.refused(line, say(pattern, anchor=quoted(anchor)))
        return self.anchors[anchor]

    def scalar(self, event: yaml.ScalarEvent, line: int) -> Any:
        if CONTROL.search(event.value):
            self.problems.add(at_line(line), say("teksten har styretegn i seg"))
        if event.tag not in {None, "!", STANDARD + "str", *SCALAR_TAGS}:
            self.problems.add(at_line(line), say("ukjent YAML-merke {tag}", tag=quoted(event.tag)))
        is_plain = event.implicit[0] or event.tag in SCALAR_TAGS
        try:
            return plain_scalar(event.value) if is_plain else event.value
        except NotANumber as error:
            self.problems.add(at_line(line), str(error))
            return None

    def refused(self, line: int, message: str) -> ImportRefused:
        return refusal(self.problems.file, at_line(line), message)


def plain_scalar(text: str) -> Any:
    """What an unquoted text means. Raises NotANumber for a number with more digits than we keep."""
    if text in NULLS:
        return None
    if text in TRUTHS:
        return TRUTHS[text]
    if WHOLE.fullmatch(text):
        return int(read_number(text))
    return read_number(text) if DECIMAL.fullmatch(text) else text


def plain_json(value: Any) -> Any:
    """A part of the tree as JSON keeps it: a decimal as a number where that is exact, else as its text."""
    if isinstance(value, dict):
        return {key: plain_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_json(item) for item in value]
    return number_in_json(value) if isinstance(value, Decimal) else value


def number_in_json(value: Decimal) -> int | float | str:
    """The number, where JSON's own numbers say exactly the same."""
    if value.as_tuple().exponent == 0:
        return int(value)
    return float(value) if str(float(value)) == str(value) else str(value)
