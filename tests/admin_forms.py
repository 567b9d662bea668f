"""Fills in the forms of the administration as a browser does: everything as it stands, and what the test changes."""

from collections.abc import Iterable
from typing import Any

from django.test import Client
from django.urls import reverse

Data = dict[str, Any]


def data_of_form(form: Any) -> Data:
    """What a browser would send for a form that nobody touched."""
    values = {form.add_prefix(name): form[name].value() for name, field in form.fields.items() if not field.disabled}
    return {name: in_post(value) for name, value in values.items() if value is not None and value is not False}


def in_post(value: Any) -> Any:
    if value is True:
        return "on"
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else str(value)


def data_of_page(response: Any) -> Data:
    """The form of the page, and the rows that belong to it."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms: Iterable[Any] = [
        response.context["adminform"].form,
        *(form for formset in formsets for form in (formset.management_form, *formset.forms)),
    ]
    return {name: value for form in forms for name, value in data_of_form(form).items()}


def address(row: Any, page: str = "change") -> str:
    """The address of one of a row's pages: `change`, `delete`, `history`."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_{page}", args=[row.pk])


def list_address(model: Any, page: str = "changelist") -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def change(client: Client, row: Any, **changes: Any) -> Any:
    """Open the row's page, change something and save."""
    page = client.get(address(row))
    return client.post(address(row), data_of_page(page) | changes)


def add(client: Client, model: Any, **values: Any) -> Any:
    """Open the empty page, fill something in and save."""
    page = client.get(list_address(model, "add"))
    return client.post(list_address(model, "add"), data_of_page(page) | values)


def add_inline(prefix: str, number: int, **values: Any) -> Data:
    """One more row on the page, after the `number` that stand there."""
    rows = {f"{prefix}-{number}-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": str(number + 1), **rows}


def errors_of(response: Any) -> list[str]:
    """Every complaint on the page, of the form and of its rows."""
    context = response.context
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    found = list(context["adminform"].form.errors.values())
    for formset in formsets:
        found += [formset.non_form_errors(), *(error for errors in formset.errors for error in errors.values())]
    return [str(one) for errors in found for one in errors]
