"""What the page shows where words on a figure are written."""

from typing import Any

from accounts.last_change import names_of
from accounts.permissions import Permission, municipalities_with
from indicators.queries.places import places_for
from reporting.drawing import Drawing
from reporting.models import CommentaryState
from reporting.permissions import may_run_rounds, visible_indicators, visible_plans
from reporting.queries.rounds.room_chart import drawing_of_indicator, drawing_of_target
from reporting.rounds import names_mentioned
from reporting.services.mentions import may_be_mentioned
from reporting.trails import round_trail, unit_in_round_trail
from reporting.views.commentary_room import Saved, Writing
from reporting.views.rounds import around
from targets.models import Target


def page_of(writing: Writing, saved: Saved) -> dict[str, Any]:
    """Everything that the page of the words shows."""
    room, kept = writing.room, writing.room.commentary
    title = around(writing.asked)["round_title"]
    unit = writing.unit
    crumbs = unit_in_round_trail(writing.asked, title, unit) if unit else round_trail(writing.asked, title)
    return {
        "writing": writing,
        "room": room,
        "saved": saved,
        "asked_for": writing.request.POST.get("handling", ""),
        "form": saved.form,
        "files": saved.files,
        "kept": kept,
        "may_write": room.may_write and writing.is_theirs,
        "may_run": may_run_rounds(writing.request.user, writing.asked.municipality),
        "is_returned": kept is not None and kept.state == CommentaryState.RETURNED,
        "names": names_of(usernames_in(writing, saved)),
        "unknown": unknown_names(writing),
        "drawing": drawing_for(writing),
        "crumbs": crumbs,
        "municipality": writing.asked.municipality,
        "round_title": title,
    }


def usernames_in(writing: Writing, saved: Saved) -> set[str]:
    """Whoever is named on the page by what they log in with."""
    room, kept = writing.room, writing.room.commentary
    found = {one.saved_by for one in room.versions} | {one.saved_by for one in room.earlier}
    found |= {one.brought_by for one in room.evidence}
    if kept is not None:
        found |= {kept.saved_by, kept.submitted_by, kept.decided_by}
    return found | ({saved.other.saved_by} if saved.other else set())


def unknown_names(writing: Writing) -> list[str]:
    """Those that the words mention and that nobody here has, so that whoever wrote them does not wait for an answer."""
    kept = writing.room.commentary
    if not (kept and (named := names_mentioned(kept.text))):
        return []
    people = may_be_mentioned(writing.asked.municipality).filter(username__in=named)
    known = {*people.values_list("username", flat=True)}
    return [f"@{one}" for one in named if one not in known]


def names_of_other(saved: Saved) -> dict[str, str]:
    return names_of([saved.other.saved_by]) if saved.other else {}


def drawing_for(writing: Writing) -> Drawing | None:
    user, subject = writing.request.user, writing.subject
    if isinstance(subject, Target):
        item = writing.room.item
        return drawing_of_target(subject, item.readings, item.certificate)
    home = municipalities_with(user, Permission.SEE_ADOPTED).filter(pk=writing.asked.municipality_id).first()
    places, plans = places_for(user, home), visible_plans(user)
    return drawing_of_indicator(subject, among=visible_indicators(user), places=places, plans=plans, on=writing.on)
