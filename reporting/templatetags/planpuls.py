"""What the components need beyond Django's own tags: content inside a component, and a bar of lights."""

import re
from dataclasses import dataclass
from itertools import zip_longest

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django_tables2 import Table

from reporting.explanations import Explanation, explained

register = template.Library()
# What ends a sentence or a bracket is no part of it.
ADDRESS = re.compile(r"https?://[^\s()<>«»\"]*[^\s()<>«»\".,;:!?]")


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
    """The field's own widget, dressed as the design system's input."""
    classes = f"{field.field.widget.attrs.get('class', '')} ds-input".strip()
    return field.as_widget(attrs={"class": classes})


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
    return format_html(' lang="{}"', code) if code and code != (get_language() or "nb")[:2] else SafeString("")
