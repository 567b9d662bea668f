"""What every page knows about the person who reads it."""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.color_scheme import chosen_color_scheme
from accounts.permissions import Permission, Rights, rights_of


def permissions(request: HttpRequest) -> dict[str, bool]:
    """Which entries the menu has beside those of everybody. Asked once, however many parts a page has."""
    if not hasattr(request, "menu"):
        remember(request, rights_of(getattr(request, "user", None) or AnonymousUser()))
    return request.menu  # type: ignore[attr-defined, no-any-return]


def color_scheme(request: HttpRequest) -> dict[str, str]:
    """Light, dark, or as the device says."""
    return {"color_scheme": chosen_color_scheme(request)}


def remember(request: HttpRequest, rights: Rights) -> None:
    """Spare the menu its question on a page that has read the person's rights already."""
    menu = {
        "may_administer": Permission.ADMINISTER,
        "sees_rounds": Permission.SEE_DRAFTS,
        "may_connect": Permission.CONNECT_SYSTEMS,
    }
    request.menu = {name: rights.may(permission) for name, permission in menu.items()}  # type: ignore[attr-defined]
