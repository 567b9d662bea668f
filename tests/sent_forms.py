"""The forms of a page as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client

# The hidden fields by which a page tells what it showed: `version` is that of the words of a round (commentary.py).
TOLD_BY = ("apnet", "version")

Typed = dict[str, list[str]]


@dataclass
class PostForm:
    """What a browser would send of it, and which of that a person sees."""

    action: str
    sent: Typed = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def shows_something(self) -> bool:
        return any(value for name in self.shown for value in self.sent.get(name, []))

    @property
    def versions(self) -> list[str]:
        return [name for name in self.sent if name.rpartition("-")[2] in TOLD_BY]


class Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PostForm] = []
        self.form: PostForm | None = None
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.form = PostForm(given.get("action", "")) if given.get("method") == "post" else None
            if self.form:
                self.found.append(self.form)
        if self.form is None:
            return
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "option" and "selected" in given:
            self.form.sent[self.inside] = [given.get("value", "")]
        elif tag in {"select", "textarea"}:
            self.inside = name
            self.form.shown.append(name)
            self.form.sent[name] = [] if tag == "select" else [""]
            self.form.texts += [name] if tag == "textarea" else []
        elif tag == "input" and name and kind != "file":
            self.take_input(self.form, name, kind, given)

    def take_input(self, form: PostForm, name: str, kind: str, given: dict[str, str]) -> None:
        if kind != "hidden":
            form.shown.append(name)
        if kind in {"checkbox", "radio"}:
            form.sent.setdefault(name, []).extend([given.get("value", "on")] if "checked" in given else [])
        else:
            form.sent.setdefault(name, []).append(given.get("value", ""))
        form.texts += [name] if kind == "text" and "inputmode" not in given else []

    def handle_endtag(self, tag: str) -> None:
        if self.form and tag == "textarea":
            # The line break after the tag is no part of the text.
            self.form.sent[self.inside][0] = self.form.sent[self.inside][0].removeprefix("\n")
        if tag in {"select", "textarea"}:
            self.inside = ""
        if tag == "form":
            self.form = None

    def handle_data(self, data: str) -> None:
        if self.form and self.inside in self.form.texts:
            self.form.sent[self.inside][0] += data


def forms_on(client: Client, address: str) -> list[PostForm]:
    """Those that are sent to the page itself: another page's own address is walked too."""
    return forms_in(client.get(address), address)


def typed_on(client: Client, address: str) -> Typed:
    """What the first of them would send as it stands."""
    return dict(forms_on(client, address)[0].sent)


def forms_in(answer: Any, address: str = "") -> list[PostForm]:
    reader = Forms()
    reader.feed(answer.content.decode())
    return [one for one in reader.found if one.action in {"", address} and one.shown]
