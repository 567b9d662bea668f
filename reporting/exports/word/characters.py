"""What a part of a line looks like, as named styles: the municipality changes the colour of a light in one place."""

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from reporting.charts.palette import MUTED
from reporting.exports.light_signs import SIGN_COLOURS, WORD_COLOURS
from reporting.exports.word.text import FACT_NAME, HEAD, LIGHT_SIGN, LIGHT_WORD, SIGN_FONT, STRONG
from targets.rules import Light

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOLD = "<w:b/><w:bCs/>"
# For every script, so that a sign is not taken for an East Asian letter.
SIGN_FONTS = " ".join(f'w:{script}="{SIGN_FONT}"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
COLOUR_NAMES = {Light.GREEN: "grønt", Light.YELLOW: "gult", Light.RED: "rødt", Light.GREY: "grått"}
STYLE = """
<w:style xmlns:w="{namespace}" w:type="{kind}" w:customStyle="1" w:styleId="{key}">
  <w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:uiPriority w:val="99"/><w:qFormat/><w:rPr>{look}</w:rPr>
</w:style>
"""


def set_character_styles(word: WordDocument, own: str) -> None:
    """`own` is the municipality's colour."""
    add(word, HEAD, "Tabellhode", BOLD + colour(own))
    add(word, STRONG, "Uthevet tall", BOLD)
    add(word, FACT_NAME, "Faktanavn", colour(MUTED))
    for light, name in COLOUR_NAMES.items():
        add(word, LIGHT_WORD[light], f"Lysord {name}", BOLD + colour(WORD_COLOURS[light]))
        add(word, LIGHT_SIGN[light], f"Lystegn {name}", f"<w:rFonts {SIGN_FONTS}/>{colour(SIGN_COLOURS[light])}")


def add(word: WordDocument, key: str, name: str, look: str) -> None:
    words = {"namespace": NAMESPACE, "kind": "character", "key": key, "name": name, "base": "DefaultParagraphFont"}
    word.styles.element.append(parse_xml(STYLE.format(**words, look=look)))


def smaller(word: WordDocument, base: str, points: float) -> str:
    """The key of a paragraph style that has smaller letters and nothing else of its own; made where it is not there."""
    size = round(points * 2)
    key, name = f"{base}{size}", f"{base} {size / 2:g}"
    if word.styles.element.get_by_id(key) is None:
        look = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        words = {"namespace": NAMESPACE, "kind": "paragraph", "key": key, "name": name, "base": base, "look": look}
        word.styles.element.append(parse_xml(STYLE.format(**words)))
    return key


def colour(value: str) -> str:
    return f'<w:color w:val="{value[1:].upper()}"/>'
