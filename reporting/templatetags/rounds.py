"""What people are called on the pages of rounds."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.filter
def called(username: str, names: Mapping[str, str]) -> str:
    """What a person is called, by the name that they log in with."""
    return names.get(username, username)
