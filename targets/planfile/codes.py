"""Codes in the plan file: each once, and each reference to one that is there. Pure."""

from collections.abc import Iterator

from accounts.imports import quoted
from accounts.wording import say, sentence
from indicators.sources.yaml_fields import Fields
from indicators.sources.yaml_tree import YamlList, YamlMap

# Section of the file → the field that holds the code of each of its items.
CODE_FIELDS = {
    "focus_areas": "code",
    "challenges_opportunities": "id",
    "guidelines": "id",
    "goals": "id",
    "targets": "id",
    "indicators": "id",
    "measures": "id",
    "sources": "id",
    "data_quality": "id",
}


class Codes:
    """Which codes the file has, so that a reference can be checked wherever it stands."""

    def __init__(self, tree: YamlMap) -> None:
        self.known: dict[str, frozenset[str]] = {
            section: frozenset(codes_in(tree.get(section), name)) for section, name in CODE_FIELDS.items()
        }
        areas = tree.get("focus_areas")
        themes = [area.get("themes") for area in areas if isinstance(area, YamlMap)] if isinstance(areas, list) else []
        self.known["themes"] = frozenset(code for listed in themes for code in codes_in(listed, "code"))

    def reference(self, fields: Fields, key: str, section: str) -> str:
        """The code that a field names, which must be one of the section's."""
        return self.checked(fields, key, section, fields.text(key))

    def references(self, fields: Fields, key: str, section: str) -> tuple[str, ...]:
        """The codes that a list names."""
        named = fields.texts(key)
        return tuple(code for code in named if self.checked(fields, key, section, code))

    def checked(self, fields: Fields, key: str, section: str, code: str) -> str:
        if code and code not in self.known[section]:
            fields.wrong(key, say("{code} finnes ikke under «{section}»", code=quoted(code), section=section))
            return ""
        return code


def codes_in(section: object, name: str) -> Iterator[str]:
    if isinstance(section, YamlList):
        for item in section:
            code = item.get(name) if isinstance(item, YamlMap) else None
            if isinstance(code, (str, int)):
                yield str(code).strip()


def coded_items(
    fields: Fields, section: str, *, named_by: str, first_lines: dict[str, int] | None = None
) -> Iterator[tuple[str, Fields]]:
    """The items of a list with their codes. A code that is missing, or that came before, is a problem.

    `first_lines` is given where several lists share their codes, as the themes of all focus areas do.
    """
    first_lines = {} if first_lines is None else first_lines
    for item in fields.items(section, named_by=named_by):
        code = item.required(named_by)
        line = item.values.line
        first = first_lines.setdefault(code, line)
        if code and first != line:
            item.wrong(named_by, say("koden {code} står også på linje {line}", code=quoted(code), line=first))
        if "/" in code:
            pattern = sentence("koden {code} kan ikke ha skråstrek, for den blir del av en adresse")
            item.wrong(named_by, say(pattern, code=quoted(code)))
        yield code, item
