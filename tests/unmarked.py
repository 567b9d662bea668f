"""What a page says without telling its language: read aloud in the wrong one, Norwegian is noise."""

from html.parser import HTMLParser

# Elements that hold nothing.
ENDLESS = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


class Unmarked(HTMLParser):
    """The texts that stand alone in an element, a choice or a field, and that nothing around says the language of."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[tuple[str, str | None]] = []
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("type", "text") == "text":
            self.find(said.get("value") or "", said.get("lang"))
        if tag not in ENDLESS:
            self.around.append((tag, said.get("lang")))

    def handle_endtag(self, tag: str) -> None:
        while tag not in ENDLESS and self.around and self.around.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        # The name of the page is put together of words of several languages.
        if self.around and self.around[-1][0] != "title":
            self.find(data, None)

    def find(self, text: str, own: str | None) -> None:
        language = own or next((one for _tag, one in reversed(self.around) if one), "nb")
        if language != "nb":
            self.found.add(" ".join(text.split()))


def unmarked_in(page: str) -> set[str]:
    reader = Unmarked()
    reader.feed(page)
    return reader.found - {""}
