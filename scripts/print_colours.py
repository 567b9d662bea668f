"""Writes static/planpuls/print_colours.css: the light colours of the design system, for paper.

Run it when the design system is upgraded; tests/unit/reporting/test_dark_colours.py says when that is forgotten.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
THEME = ROOT / "node_modules/@digdir/designsystemet-css/dist/theme/designsystemet.css"
WRITTEN = ROOT / "static/planpuls/print_colours.css"
HEAD = "/* Made by scripts/print_colours.py: paper is light, also for those who read a dark screen. */\n\n"


def print_colours(theme: str) -> str:
    """The theme's light block as a style sheet that wins over its dark one."""
    block = re.search(r":root,\[data-color-scheme=light\]\{([^}]*)\}", theme)
    if block is None:
        raise SystemExit("the theme has no light colours any more")
    lines = "".join(f"  {line};\n" for line in block[1].split(";") if line.startswith("--ds-"))
    return f"{HEAD}:root[data-color-scheme] {{\n{lines}  color-scheme: light !important;\n}}\n"


if __name__ == "__main__":
    WRITTEN.write_text(print_colours(THEME.read_text(encoding="utf-8")), encoding="utf-8")
