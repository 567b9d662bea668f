"""What the components need beyond Django's own tags: content inside a component, and a bar of lights."""

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django_tables2 import Table

from reporting.explanations import Explanation, explained
from reporting.quoted import foreign, language_of_choice

register = template.Library()
# What ends a sentence or a bracket is no part of it.
ADDRESS = re.compile(r"https?://[^\s()<>«»\"]*[^\s()<>«»\".,;:!?]")
# A code, a period or a number is in no language.
WORD = re.compile(r"[^\W\d_]{3}")


@register.simple_block_tag
def component(content: SafeString, name: str, **values: object) -> SafeString:
    """`{% component "card" title=… %}…{% endcomponent %}`: the markup between the tags becomes `content`."""
    # Without the request: its context processors would ask the database again for every component.
    return render_to_string(f"components/{name}.html", {**values, "content": SafeString(content.strip())})


@dataclass(frozen=True, slots=True)
class Segment:
    """One light's part of a bar that is 100 wide."""

    light: str
    count: int
    start: float
    width: float


@register.simple_tag
def light_segments(green: int = 0, yellow: int = 0, red: int = 0, grey: int = 0) -> list[Segment]:
    """The lights that occur, the worst first, as parts of a bar."""
    counts = [("red", red or 0), ("yellow", yellow or 0), ("green", green or 0), ("grey", grey or 0)]
    total = sum(count for _, count in counts)
    segments, start = [], 0.0
    for light, count in counts:
        if count:
            width = 100 * count / total
            segments.append(Segment(light, count, round(start, 2), round(width, 2)))
            start += width
    return segments


@register.filter
def as_input(field: BoundField) -> SafeString:
    """The field's own widget, dressed as the design system's input. What is kept there tells its language."""
    widget = field.field.widget
    attrs: dict[str, str | bool] = {"class": f"{widget.attrs.get('class', '')} ds-input".strip()}
    if language := foreign(language_of_words(field)):
        attrs["lang"] = language
    if type(widget) is forms.Select:
        widget = Chosen(attrs=widget.attrs, choices=widget.choices)
    return field.as_widget(widget=widget, attrs=attrs)


class Chosen(forms.Select):
    """One of several, each in the language that it is in."""

    def create_option(self, name: str, value: Any, label: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, label, *args, **kwargs)
        language = foreign(language_of_choice(value, label))
        return {**option, "attrs": {**option["attrs"], "lang": language}} if language else option


def language_of_words(field: BoundField) -> str:
    """Words that are kept are in bokmål, unless their form says that it is for another language."""
    is_text = isinstance(field.field.widget, forms.TextInput | forms.Textarea)
    is_kept = is_text and bool(WORD.search(str(field.initial or "")))
    return getattr(field.form, "language", "nb") if is_kept else ""


@register.filter
def choice_language(choice: dict[str, Any]) -> str:
    """Of one of several boxes or buttons, as `{% lang_of choice.data|choice_language %}`."""
    return language_of_choice(choice["value"], choice["label"])


@register.filter
def with_links(text: str) -> SafeString:
    """A text of somebody else's, safe to show, in which the web addresses can be followed."""
    pieces = ADDRESS.split(text)
    links = [format_html('<a class="ds-link" href="{0}">{0}</a>', address) for address in ADDRESS.findall(text)]
    return format_html_join("", "{}{}", zip_longest(pieces, links, fillvalue=""))


@register.filter
def table_label(table: Table) -> str:
    """What a table is called for those who do not see it."""
    return str(table.attrs.get("aria-label", ""))


# How the names of the addresses under an entry begin; every other page of reading belongs to the overview.
PARTS_OF_MENU = {
    "indicators": ("indicator-list", "indicator-detail", "figure-", "peers-", "population", "service-area"),
    "savings": ("savings",),
    "rounds": ("round-", "commentary-", "commenting-", "evidence-"),
    "reports": ("report-", "sealed-"),
    "sources": ("source", "figures", "upload"),
}
OUTSIDE_MENU = (
    *("login", "logout", "logged-out", "my-page", "password-change", "second-factor", "recovery-codes"),
    *("session-end", "identity-", "token-", "glossary", "accessibility-statement", "legend"),
    *("webhook-", "api-"),
)


@register.filter
def part_of_menu(url_name: str | None, part: str) -> bool:
    """Whether an address lies under an entry of the menu."""
    name = url_name or ""
    if part in PARTS_OF_MENU:
        return name.startswith(PARTS_OF_MENU[part])
    elsewhere = (*OUTSIDE_MENU, *(start for starts in PARTS_OF_MENU.values() for start in starts))
    return bool(name) and not name.startswith(elsewhere)


@register.filter
def explanations(terms: str) -> list[Explanation]:
    """What the named words mean, in that order."""
    return explained(terms.split())


@register.simple_tag
def lang_of(code: str) -> SafeString:
    """The attribute `lang` of a text in another language than the page's: `<h1{% lang_of "nb" %}>`."""
    return format_html(' lang="{}"', foreign(code)) if foreign(code) else SafeString("")
