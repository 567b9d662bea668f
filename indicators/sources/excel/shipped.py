"""The mappings that come with the product, one YAML file each. No Django."""

from pathlib import Path

from accounts.imports import quoted, refusal
from accounts.wording import say, sentence
from indicators.sources.excel.mapping import WorkbookMapping
from indicators.sources.excel.mapping_file import read_mapping
from indicators.sources.files import read_file

FOLDER = Path(__file__).resolve().parents[2] / "shipped" / "workbooks"
ENDINGS = (".yaml", ".yml")


def shipped_mappings() -> dict[str, WorkbookMapping]:
    """Every shipped mapping by its name."""
    return {
        path.stem: read_mapping(path.read_bytes(), file=path.name, name=path.stem)
        for path in sorted(FOLDER.glob("*.yaml"))
    }


def mapping_named(text: str) -> WorkbookMapping:
    """The shipped mapping of that name, or the one in a file of one's own. Raises ImportRefused."""
    if text.casefold().endswith(ENDINGS):
        path = Path(text)
        return read_mapping(read_file(path, most_megabytes=1), file=path.name, name=path.name)
    shipped = shipped_mappings()
    if text not in shipped:
        known = ", ".join(shipped)
        pattern = sentence("{name} finnes ikke; kjente er {known}, eller en fil som slutter på .yaml")
        raise refusal("", say("oppsett"), say(pattern, name=quoted(text), known=known))
    return shipped[text]
