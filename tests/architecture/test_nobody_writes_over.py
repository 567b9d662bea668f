"""Two people with the same page open: every form that shows what is stored knows which version it showed.

The pages are found by walking every address as the permission matrix does, so a new form is looked at by itself.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.permissions import fixtures
from tests.permissions.asking import client_of
from tests.permissions.matrix import CASES, WRONG_METHOD
from tests.permissions.world import World
from tests.sent_forms import PostForm, forms_on

pytestmark = pytest.mark.django_db
# What is asked of the world outside the database there is asked here too.
world, others_to_ask, nothing_typeset = fixtures.world, fixtures.others_to_ask, fixtures.nothing_typeset

# Forms that show something that is filled in, and cannot write over what somebody else has saved.
EXCEPTIONS = {
    **dict.fromkeys(
        ("challenge-create", "focus-area-create", "goal-create"),
        "a new row; only what is usual is filled in",
    ),
    "round-open": "a new row; a second round of the same period is refused",
    "token-make": "a new key of one's own",
    "target-override": "a new light beside the earlier ones, which stand; filled in with who writes",
    "target-judge": "a new judgement after the earlier ones, which stand; filled in with today and who writes",
    "figure-type": "a figure is added and takes none away; filled in with what the address asks for",
    "report-list": "an order for a new file",
}
SAID = "etter at du åpnet siden"
# What the button that saves says, where there are several.
PRESSED = {"target-edit": {"handling": ["lagre"]}}
# Told in words of their own (test_round_pages.py), and where no word is typed (test_two_at_one_row.py).
TESTED_ELSEWHERE = {"commentary-write", "peers-choose"}


def pages(world: World) -> dict[str, tuple[Client, str]]:
    """By name, of what is both shown and sent: somebody who gets the page, and one address of it."""
    found: dict[str, tuple[Client, str]] = {}
    clients = {role: client_of(world, role) for role in ("administrator", "coordinator")}
    # Those that refuse neither GET nor POST (test_a_wrong_method_is_refused).
    both = {name for name, refused in WRONG_METHOD.items() if refused == "DELETE"}
    for case in CASES:
        if case.method == "GET" and case.name in both - {*found}:
            allowed = next((role for role in clients if case.answers[role] == 200), None)
            if allowed:
                found[case.name] = clients[allowed], reverse(case.name, args=case.arguments(world))
    return found


@pytest.fixture
def written_in(world: World) -> dict[str, tuple[Client, str, PostForm]]:
    """Every page with a form that shows what is stored."""
    found: dict[str, tuple[Client, str, PostForm]] = {}
    for name, (client, address) in pages(world).items():
        if showing := [one for one in forms_on(client, address) if one.shows_something]:
            found[name] = (client, address, showing[0])
    return found


def test_every_form_that_shows_what_is_stored_tells_which_version_it_showed(written_in: Any) -> None:
    without = {name for name, (_client, _address, form) in written_in.items() if not form.versions}
    assert without - set(EXCEPTIONS) == set()


def test_no_exception_is_gone(written_in: Any) -> None:
    with_none = {name for name, (_client, _address, form) in written_in.items() if not form.versions}
    assert set(EXCEPTIONS) - with_none == set()


def test_what_somebody_else_has_saved_is_not_written_over(written_in: Any) -> None:
    """The version is another than the one that stands, and a word is changed: so the page comes back and says so."""
    quiet = {}
    for name, (client, address, form) in written_in.items():
        told_by = form.versions
        if not told_by or name in TESTED_ELSEWHERE:
            continue
        changed = form.texts[0] if form.texts else form.shown[0]
        typed = {**form.sent, changed: [f"{form.sent[changed][0]} og mer"], **PRESSED.get(name, {})}
        answer = client.post(address, typed | {one: ["0123456789abcdef"] for one in told_by})
        if answer.status_code != 200 or SAID not in answer.content.decode():
            quiet[name] = answer.status_code
    assert quiet == {}
