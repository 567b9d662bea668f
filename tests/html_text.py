"""What a person reads on a page: the words of its main part, without markup and with single spaces."""

import html
import re


def main_text(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())
