"""Fetch and check together for what the pages of figures show. Sources that are fetched are shared by everybody."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext

from accounts.models import Municipality, User
from accounts.permissions import Permission, has_permission, municipalities_with
from indicators.models import Source

Person = User | AnonymousUser


def visible_sources(user: Person) -> QuerySet[Source]:
    """The sources whose figures come, or have come, by themselves. What only a plan cites is read in the plan."""
    kept = Source.objects.filter(namespace="", status__isnull=False)
    return kept if has_permission(user, Permission.SEE_ADOPTED) else kept.none()


def get_source_for(user: Person, code: str) -> Source:
    """The source with how its fetching stands, or 404 for whoever may read nothing."""
    if found := visible_sources(user).select_related("status").filter(code=code).first():
        return found
    raise Http404(gettext("Kilden finnes ikke, eller du har ikke tilgang til den."))


def may_fetch(user: Person) -> bool:
    """Whether the person may have figures fetched, and stop it."""
    return has_permission(user, Permission.LOAD_FIGURES)


def may_set_up_sources(user: Person) -> bool:
    """Whether the person may add sources and say what is fetched from them."""
    return has_permission(user, Permission.ADMINISTER)


def get_municipality_for(user: Person, number: str) -> Municipality:
    """The municipality, or 404 for whoever reads nothing in it."""
    if found := municipalities_with(user, Permission.SEE_ADOPTED).filter(number=number).first():
        return found
    raise Http404(gettext("Kommunen finnes ikke, eller du har ikke tilgang til den."))


def may_choose_for_all(user: Person, municipality: Municipality) -> bool:
    """Whether the person may say whom the municipality is compared with; everybody may for themselves."""
    return has_permission(user, Permission.CHOOSE_PEERS, municipality=municipality)
