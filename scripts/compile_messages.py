"""Builds the translations that are older than their text; needs no gettext programs."""

from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent


def is_current(text: Path, built: Path) -> bool:
    """Whether the built file is at least as new as the text it was built from."""
    return built.exists() and built.stat().st_mtime >= text.stat().st_mtime


def main() -> None:
    """Build every `.mo` file that is missing or out of date."""
    for text in sorted(ROOT.glob("locale*/*/LC_MESSAGES/*.po")):
        built = text.with_suffix(".mo")
        if not is_current(text, built):
            polib.pofile(str(text)).save_as_mofile(str(built))


if __name__ == "__main__":
    main()
