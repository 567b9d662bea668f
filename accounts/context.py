"""What every page knows about the person who reads it."""

from django.http import HttpRequest

from accounts.color_scheme import chosen_color_scheme
from accounts.permissions import Permission, Rights, has_permission


def permissions(request: HttpRequest) -> dict[str, bool]:
    """`may_administer` decides whether the menu shows the administration. Asked once, however many parts a page has."""
    if not hasattr(request, "may_administer"):
        user = getattr(request, "user", None)
        request.may_administer = user is not None and has_permission(user, Permission.ADMINISTER)  # type: ignore[attr-defined]
    return {"may_administer": request.may_administer}  # type: ignore[attr-defined]


def color_scheme(request: HttpRequest) -> dict[str, str]:
    """Light, dark, or as the device says."""
    return {"color_scheme": chosen_color_scheme(request)}


def remember(request: HttpRequest, rights: Rights) -> None:
    """Spare the menu its question on a page that has read the person's rights already."""
    request.may_administer = rights.may(Permission.ADMINISTER)  # type: ignore[attr-defined]
