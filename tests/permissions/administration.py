"""The pages of the administration, and what an administrator is answered where it is not simply the page."""

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse

from accounts.models import Role
from planning.models import Plan
from tests import factories
from tests.admin_rows import some_row
from tests.permissions.cases import Answer

VIEW_ONLY = {"observation", "needindex", "fetch", "assessment", "lightchange", "override", "auditevent", "job"}
VIEW_ONLY |= {"apitoken"}
NOT_THEIRS = VIEW_ONLY | {"municipality"}


def model_pages(plan: Plan) -> dict[str, tuple[str, int]]:
    """By name: the address of each page of each model, with a row that exists, and the administrator's answer."""
    pages: dict[str, tuple[str, int]] = {}
    for model in admin.site._registry:
        row, name = some_row(model, plan), str(model._meta.model_name)
        for page, answer in answers_of(name).items():
            url_name = f"{model._meta.app_label}_{name}_{page}"
            arguments = [] if page in {"changelist", "add"} else [row.pk]
            pages[url_name] = (reverse(f"admin:{url_name}", args=arguments), answer)
    return pages


def answers_of(name: str) -> dict[str, int]:
    return {
        "changelist": 200,
        "add": 403 if name in NOT_THEIRS else 200,
        "change": 200,
        "delete": 403 if name in NOT_THEIRS else 200,
        "history": 404 if name in VIEW_ONLY else 200,
    }


def site_pages(plan: Plan) -> dict[str, tuple[str, Answer]]:
    """The pages that belong to no model."""
    person = factories.create_user(role=Role.READER, municipality=plan.municipality)
    kind: models.Model = ContentType.objects.get_for_model(Plan)
    return {
        "index": (reverse("admin:index"), 200),
        "app_list": (reverse("admin:app_list", args=["planning"]), 200),
        # There is one log-in page; who is in already is taken to the front.
        "login": (reverse("admin:login"), 302),
        # Logging out is a POST.
        "logout": (reverse("admin:logout"), 405),
        "password_change": (reverse("admin:password_change"), 200),
        "password_change_done": (reverse("admin:password_change_done"), 200),
        "auth_user_password_change": (reverse("admin:auth_user_password_change", args=[person.pk]), 200),
        # Asked without saying for which field.
        "autocomplete": (reverse("admin:autocomplete"), 403),
        "jsi18n": (reverse("admin:jsi18n"), 200),
        # No row has an address of its own outside the administration that this page could lead to.
        "view_on_site": (reverse("admin:view_on_site", args=[kind.pk, plan.pk]), 404),
        # The short address of a row, and an address that is not there.
        "": (reverse("admin:index") + "finnes/ikke/", 404),
    }
