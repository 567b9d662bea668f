"""The pages of the administration: they open, say what they say in Norwegian, and cost a fixed number of queries."""

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import EmptyFieldListFilter, RelatedOnlyFieldListFilter
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.forms import DecimalField
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoDbBlocker

from accounts.models import ApiToken, AuditEvent, Job, Role, User
from indicators.fields import NorwegianDecimalField
from indicators.models import Fetch, NeedIndex, Observation, ServiceArea
from planning.models import Document, Goal, Plan
from targets.models import Assessment, LightChange, Override
from tests import factories
from tests.admin_forms import address, list_address
from tests.admin_rows import some_row
from tests.counted_queries import queries_of

APPEND_ONLY: list[type[models.Model]] = [
    *(Observation, NeedIndex, Fetch, Assessment, LightChange, Override, AuditEvent, Job, ApiToken),
]
BOKMAL = {"accept-language": "nb"}
# The answers by model and address.
Seen = dict[type[models.Model], dict[str, Any]]
# Words that a page of Django's in English could hardly do without.
ENGLISH = re.compile(
    r"\b(the|and|please|correct|this|that|with|select|add|change|delete|save|search|filter by|required|enabled|toggle"
    r"|show|hide|password|model|error|view|site|history|home|welcome|log out|users?|date|time|green|red|yellow|grey)\b",
    re.IGNORECASE,
)


def registered() -> list[Any]:
    return [pytest.param(model, id=model._meta.label) for model in admin.site._registry]


def admin_of(model: type[models.Model]) -> Any:
    return admin.site.get_model_admin(model)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan()


@pytest.fixture
def administrator(client: Client, plan: Plan) -> Client:
    person = factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality, first_name="Anne")
    client.force_login(person)
    return client


@pytest.fixture
def superuser(client: Client) -> Client:
    client.force_login(factories.create_superuser())
    return client


@pytest.fixture(scope="module")
def seen(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Seen:
    """Every page of every model as a superuser sees it: its list, a row of it, and where rows can be changed, the rest.

    Asked for once; nothing of it is left in the database.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        client, plan = Client(), factories.create_plan()
        client.force_login(factories.create_superuser())
        found = {
            model: {page: client.get(page, headers=BOKMAL) for page in pages_of(some_row(model, plan))}
            for model in admin.site._registry
        }
        transaction.set_rollback(True)
    return found


def pages_of(row: models.Model) -> list[str]:
    model = type(row)
    pages = [list_address(model), address(row)]
    if model not in APPEND_ONLY:
        pages += [list_address(model, "add"), address(row, "delete"), address(row, "history")]
    return pages


@pytest.mark.parametrize("model", registered())
def test_list_of_every_model_makes_the_same_queries_for_one_row_and_many(
    administrator: Client, plan: Plan, model: type[models.Model]
) -> None:
    some_row(model, plan)
    few = queries_of(administrator, list_address(model))
    for _ in range(4):
        some_row(model, plan)
    assert queries_of(administrator, list_address(model)) == few


@pytest.mark.parametrize("model", registered())
def test_every_page_of_every_model_opens_for_a_superuser(seen: Seen, model: type[models.Model]) -> None:
    assert {page: answer.status_code for page, answer in seen[model].items()} == dict.fromkeys(seen[model], 200)
    assert len(seen[model]) == (2 if model in APPEND_ONLY else 5)


@pytest.mark.parametrize("model", registered())
def test_pages_hold_no_english(seen: Seen, model: type[models.Model]) -> None:
    assert english_on(seen[model]) == {}


def test_front_page_holds_no_english(superuser: Client) -> None:
    page = reverse("admin:index")
    assert english_on({page: superuser.get(page, headers=BOKMAL)}) == {}


def english_on(pages: dict[str, Any]) -> dict[str, list[str]]:
    found = {page: sorted(set(ENGLISH.findall(words_of(answer.content.decode())))) for page, answer in pages.items()}
    return {page: words for page, words in found.items() if words}


def test_complaints_and_confirmations_hold_no_english(superuser: Client, plan: Plan) -> None:
    rows = [str(some_row(Document, plan).pk) for _ in range(2)]
    chosen = {"action": "delete_selected", "_selected_action": rows}
    password = reverse("admin:auth_user_password_change", args=[some_row(User, plan).pk])
    wrong = {"username": "å b", "password1": "kort", "password2": "kort"}
    pages = {
        "one mistake": superuser.post(list_address(ServiceArea, "add"), {"name": ""}),
        "several mistakes": superuser.post(list_address(Plan, "add"), {"period_from": "for lenge siden"}),
        "deleting several": superuser.post(list_address(Document), chosen),
        "nothing chosen": superuser.post(list_address(Document), {"action": "delete_selected"}, follow=True),
        "deleted": superuser.post(list_address(Document), chosen | {"post": "yes"}, follow=True),
        "a bad password": superuser.post(password, wrong | {"usable_password": "true", "set-password": "1"}),
        "a bad username": superuser.post(list_address(User, "add"), wrong | management_of("memberships")),
        "one's own password": superuser.post(reverse("admin:password_change"), {"old_password": "feil"}),
    }
    found = {name: ENGLISH.findall(words_of(page.content.decode())) for name, page in pages.items()}
    assert {name: words for name, words in found.items() if words} == {}


def management_of(prefix: str) -> dict[str, str]:
    return {f"{prefix}-TOTAL_FORMS": "0", f"{prefix}-INITIAL_FORMS": "0"}


def words_of(html: str) -> str:
    """The words of the page, and those that are read out or shown when a pointer rests there."""
    html = re.sub(r"<(script|style|template).*?</\1>", " ", html, flags=re.DOTALL)
    spoken = re.findall(r'\b(?:title|placeholder|aria-label|alt)="([^"]*)"', html)
    return strip_tags(html) + " " + " ".join(spoken)


@pytest.mark.parametrize("model", [pytest.param(model, id=model._meta.label) for model in APPEND_ONLY])
def test_what_is_only_added_to_can_be_looked_at_and_nothing_else(
    superuser: Client, plan: Plan, model: type[models.Model]
) -> None:
    row = some_row(model, plan)
    before = model._meta.default_manager.values().get(pk=row.pk)  # type: ignore[union-attr]
    pages = [list_address(model, "add"), address(row), address(row, "delete")]
    assert [superuser.post(page, {"post": "yes"}).status_code for page in pages] == [403, 403, 403]
    assert model._meta.default_manager.values().get(pk=row.pk) == before  # type: ignore[union-attr]


def test_expenditure_need_is_shown_with_every_vintage_and_changed_by_nobody(administrator: Client) -> None:
    first = factories.create_need_index(value=Decimal("96.86"), known_from=datetime(2026, 1, 1, tzinfo=UTC))
    same = {name: getattr(first, name) for name in ("service_area", "region", "year", "measure", "source")}
    second = factories.create_need_index(**same, value=Decimal("97.1"), known_from=datetime(2026, 3, 1, tzinfo=UTC))
    page = administrator.get(list_address(NeedIndex))
    assert list(page.context["cl"].result_list) == [second, first]
    assert [said in page.content.decode() for said in ("96,86", "97,1", "1. mars 2026", "1. januar 2026")] == [True] * 4
    assert second.fetch is not None
    assert second.fetch.name in administrator.get(address(second)).content.decode()
    assert administrator.post(address(first), {"value": "1"}).status_code == 403


@pytest.mark.parametrize("model", registered())
def test_rows_are_never_edited_in_a_list(model: type[models.Model]) -> None:
    """What is edited in a list would be saved without the forms that check it."""
    assert admin_of(model).list_editable == ()


@pytest.mark.parametrize("model", registered())
def test_every_model_can_be_searched(model: type[models.Model]) -> None:
    assert admin_of(model).search_fields


@pytest.mark.parametrize("model", registered())
def test_filters_by_relation_offer_only_what_the_person_can_see(model: type[models.Model]) -> None:
    loose = [one for one in admin_of(model).list_filter if isinstance(one, str) and leaks(model, one)]
    named = [one for one in admin_of(model).list_filter if isinstance(one, tuple)]
    assert loose == []
    # Whether there is one at all tells nothing of anybody else's.
    assert [name for name, how in named if how not in {RelatedOnlyFieldListFilter, EmptyFieldListFilter}] == []


def leaks(model: type[models.Model], name: str) -> bool:
    """Whether a filter would list every row of what it points to. Service areas are the same for everybody."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return field.is_relation and field.related_model is not ServiceArea


@pytest.mark.parametrize("model", registered())
def test_numbers_are_typed_the_norwegian_way_in_every_form(seen: Seen, model: type[models.Model]) -> None:
    context = list(seen[model].values())[1].context
    forms = [context["adminform"].form, *(one.formset.empty_form for one in context["inline_admin_formsets"])]
    numbers = [field for form in forms for field in form.fields.values() if isinstance(field, DecimalField)]
    assert [field for field in numbers if not isinstance(field, NorwegianDecimalField)] == []


def test_front_page_says_where_one_is(administrator: Client) -> None:
    page = administrator.get(reverse("admin:index")).content.decode()
    assert "Planpuls – administrasjon" in page
    assert "Personer og tilganger" in page


def test_log_out_leads_to_the_products_own_log_in_page(administrator: Client) -> None:
    response = administrator.post(reverse("admin:logout"))
    assert (response.status_code, response.url) == (302, reverse("login"))  # type: ignore[attr-defined]


def test_search_finds_goals_by_their_text(administrator: Client, plan: Plan) -> None:
    factories.create_goal(plan=plan, text="Flere unge skal fullføre")
    factories.create_goal(plan=plan, text="Byen skal være grønn")
    page = administrator.get(list_address(Goal), {"q": "ÆRE GRØNN"})
    assert [str(goal) for goal in page.context["cl"].result_list] == ["Byen skal være grønn"]
