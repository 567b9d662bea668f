"""Focus areas and themes: written, moved, and taken away."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from api.problems import Refused
from api.serializers.base import Taken
from api.serializers.taken import Lines, OneOf, Why, keys_of
from api.views.writing import Changes, Decides, Deletes, Makes
from api.writing import checked, written_in
from planning.models import FocusArea, Plan, Theme
from planning.services.areas import add_focus_area, add_theme, change_part, move_focus_area, move_theme
from planning.services.ordering import Way
from reporting.acting import who
from reporting.forms.plan_parts import FocusAreaForm, ThemeForm
from reporting.permissions import get_focus_area_of, get_theme_to_edit_for
from reporting.resting_words import why_kept
from targets.services.area_removal import IsInUse, delete_focus_area, delete_theme

AREA = ("title", "slogan", "summary", "aliases", "is_focus_area", "is_crosscutting")
THEME = ("title", "parent")
UP, DOWN = "up", "down"
WAYS = {UP: Way.UP, DOWN: Way.DOWN}


class MoveTaken(Taken):
    """One place up or down; what is first or last already stays there."""

    way = serializers.ChoiceField([(UP, gettext_lazy("opp")), (DOWN, gettext_lazy("ned"))])


class FocusAreaTaken(Why):
    """A focus area, or front matter, as it is written. In an adopted plan other words need a reason."""

    title = serializers.CharField(max_length=200)
    slogan = serializers.CharField(required=False, allow_blank=True, max_length=300)
    summary = serializers.CharField(required=False, allow_blank=True, max_length=5_000)
    aliases = Lines()
    is_focus_area = serializers.BooleanField(required=False)
    is_crosscutting = serializers.BooleanField(required=False)


class MakesFocusArea(Makes):
    taken = FocusAreaTaken

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        form = FocusAreaForm(written_in(FocusAreaForm(row=None)) | sent, row=None)
        checked(form)
        return add_focus_area(plan=plan, values=form.values, **who(self.request)).code


class ChangesFocusArea(Changes, Deletes):
    taken = FocusAreaTaken

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        area = focus_area_of(plan, code)
        shown = FocusAreaForm(row=area, initial={name: getattr(area, name) for name in AREA})
        form = FocusAreaForm(written_in(shown) | sent, row=area)
        checked(form)
        said: dict[str, Any] = {"values": form.values, **form.why}
        change_part(part=area, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        area = focus_area_of(plan, code)
        try:
            delete_focus_area(area=area, **who(self.request))
        except IsInUse as error:
            raise Refused(why_kept(area.title, error.resting)) from error


class MovesFocusArea(Decides):
    taken = MoveTaken

    def decide(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        move_focus_area(area=focus_area_of(plan, code), way=WAYS[sent["way"]], **who(self.request))


def focus_area_of(plan: Plan, code: str) -> FocusArea:
    area = get_focus_area_of(plan, code)
    area.plan = plan
    return area


class ThemeChangeTaken(Why):
    """A theme as it is written; `parent` is the code of a theme of the same focus area."""

    title = serializers.CharField(max_length=300)
    parent: Any = serializers.CharField(required=False, allow_null=True, max_length=200)


class ThemeTaken(ThemeChangeTaken):
    """A new theme, with the focus area that it is a chapter of."""

    focus_area = OneOf(lambda plan: FocusArea.objects.filter(plan=plan), required=True, allow_null=False)


class MakesTheme(Makes):
    taken = ThemeTaken

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        area = FocusArea.objects.select_related("plan__municipality").get(pk=sent.pop("focus_area"))
        form = ThemeForm(written_in(ThemeForm(area=area, row=None)) | with_parent(sent, area), area=area, row=None)
        checked(form)
        return add_theme(area=area, values=form.values, **who(self.request)).code


class OfOneTheme:
    """The theme that the address names."""

    request: Any
    kwargs: Any

    def theme(self) -> Theme:
        return get_theme_to_edit_for(
            self.request.user, self.kwargs["plan_code"], self.kwargs["area_code"], self.kwargs["code"]
        )

    def row_to_hold(self, plan: Plan) -> QuerySet[Theme]:
        area = FocusArea.objects.filter(plan=plan, code=self.kwargs["area_code"])
        return Theme.objects.filter(focus_area__in=area, code=self.kwargs["code"])


class ChangesTheme(OfOneTheme, Changes, Deletes):
    taken = ThemeChangeTaken

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        theme = self.theme()
        area = theme.focus_area
        shown = ThemeForm(area=area, row=theme, initial={name: getattr(theme, name) for name in THEME})
        form = ThemeForm(written_in(shown) | with_parent(sent, area, besides=theme), area=area, row=theme)
        checked(form)
        said: dict[str, Any] = {"values": form.values, **form.why}
        change_part(part=theme, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        theme = self.theme()
        try:
            delete_theme(theme=theme, **who(self.request))
        except IsInUse as error:
            raise Refused(why_kept(theme.title, error.resting)) from error


class MovesTheme(OfOneTheme, Decides):
    taken = MoveTaken

    def decide(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        move_theme(theme=self.theme(), way=WAYS[sent["way"]], **who(self.request))


def with_parent(sent: dict[str, Any], area: FocusArea, *, besides: Theme | None = None) -> dict[str, Any]:
    """With the key of the theme above, which is another one of the same focus area."""
    if not sent.get("parent"):
        return sent | ({"parent": ""} if "parent" in sent else {})
    others = area.themes.exclude(pk=besides.pk) if besides else area.themes.all()
    try:
        return sent | {"parent": keys_of(others, [sent["parent"]], by="code")[0]}
    except ValidationError as error:
        raise ValidationError({"parent": error.detail}) from error
