"""What the readers of every section share: citations, goals of sustainability, and the words of the file. Pure."""

import re
from collections.abc import Mapping

from accounts.wording import say, sentence
from indicators.sources.yaml_fields import Fields
from indicators.sources.yaml_tree import YamlMap, plain_json

LEVELS = {
    "municipal": "municipal",
    "kommunal": "municipal",
    "kommunalt": "municipal",
    "local": "municipal",
    "lokal": "municipal",
    "lokalt": "municipal",
    "regional": "regional",
    "regionalt": "regional",
    "national": "national",
    "nasjonal": "national",
    "nasjonalt": "national",
    "international": "international",
    "internasjonal": "international",
    "internasjonalt": "international",
    "unspecified": "unspecified",
    "ikke oppgitt": "unspecified",
}
BASES = {"dokument": "document", "document": "document", "avledet": "derived", "derived": "derived"}
LONGEST_CITATION = 300
PLACE_IN_DOCUMENT = re.compile(r"([^:\s]+):\s*([0-9][0-9 ,–-]*)")


def cited(fields: Fields) -> dict[str, str]:
    """Where in a document it is said: `KG:1074`, `KG:26-31`, or document, line and section by name."""
    if not isinstance(fields.values.get("at"), YamlMap):
        text = fields.text("at")
        match = PLACE_IN_DOCUMENT.fullmatch(text)
        document, line, section = (match[1], match[2].strip(), "") if match else ("", "", text)
    else:
        part = fields.part("at")
        document, line, section = part.text("doc"), part.text("line"), part.text("section")
        fields.keep_rest_of(part, "at")
    return {"cited_document": document, "cited_section": section, "cited_line": line}


def document_titles(file: Fields) -> dict[str, str]:
    """What the documents that the file quotes are called, by their codes."""
    return {item.text("id"): item.text("title") for item in file.part("meta").items("documents")}


def cited_in_words(said: Mapping[str, str], titles: Mapping[str, str]) -> str:
    """A reader is told title and chapter; code and line are for checking."""
    parts = (titles.get(said["cited_document"], ""), said["cited_section"])
    return ", ".join(part for part in parts if part)[:LONGEST_CITATION]


def sdgs(fields: Fields) -> tuple[str, ...]:
    """The numbers of sustainable development goals; a text such as `alle 17` names none of them and is kept."""
    value = fields.values.get("sdg")
    if isinstance(value, str):
        fields.kept["sdg"] = fields.text("sdg")
        return ()
    found = []
    for number in fields.listed("sdg"):
        if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= 17:
            found.append(str(number))
        else:
            pattern = sentence("bærekraftsmålene har nummer fra 1 til 17, ikke {found}")
            fields.wrong("sdg", say(pattern, found=plain_json(number)))
    return tuple(dict.fromkeys(found))
