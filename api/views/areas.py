"""Focus areas and themes of a plan."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.areas import FocusAreaFilter, ThemeFilter
from api.queries.plan_parts import areas_told, themes_told
from api.schema import changed, described, made
from api.serializers.areas import FocusAreaShown, OwnFocusAreaShown, OwnThemeShown, ThemeShown
from api.views.in_plan import InPlan, OneInPlan, SeveralInPlan
from api.views.writing.areas import (
    ChangesFocusArea,
    ChangesTheme,
    FocusAreaTaken,
    MakesFocusArea,
    MakesTheme,
    MovesFocusArea,
    MovesTheme,
    MoveTaken,
    ThemeChangeTaken,
    ThemeTaken,
)
from planning.models import FocusArea, Theme
from reporting.queries.lights import light_rows
from reporting.queries.standing import Standing, standing_of
from targets.models import Target


class OfFocusAreas(InPlan):
    serializer_class = FocusAreaShown
    own_serializer_class = OwnFocusAreaShown
    missing = gettext_lazy("Innsatsområdet finnes ikke i planen.")

    def get_queryset(self) -> QuerySet[FocusArea]:
        return areas_told(self.plan)

    def get_serializer_context(self) -> dict[str, Any]:
        """Lights are counted only where somebody asks for them."""
        return super().get_serializer_context() | {"standings": lambda: self.standings}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """By focus area; as many queries however many targets there are. Nobody is named in them."""
        rows = light_rows(Target.objects.filter(plan=self.plan))
        codes = self.plan.focus_areas.values_list("code", flat=True)
        return {code: standing_of(row for row in rows if code in row.focus_areas) for code in codes}


@described(
    get=gettext_lazy("Innsatsområdene i planen, med lysene"),
    post=made(gettext_lazy("Nytt innsatsområde"), FocusAreaTaken, OwnFocusAreaShown),
)
class FocusAreaList(MakesFocusArea, OfFocusAreas, SeveralInPlan):
    """Focus areas and front matter, in the order of the document."""

    filterset_class = FocusAreaFilter
    orders = {"order": ("order", "code"), "code": ("code",), "title": ("by_title",)}


@described(
    get=gettext_lazy("Et innsatsområde, med lysene"),
    patch=changed(gettext_lazy("Endre et innsatsområde"), FocusAreaTaken, OwnFocusAreaShown),
    delete=gettext_lazy("Slett et innsatsområde som ingenting ligger i"),
)
class FocusAreaOne(ChangesFocusArea, OfFocusAreas, OneInPlan):
    """One focus area, or front matter."""


@described(post=changed(gettext_lazy("Flytt et innsatsområde opp eller ned"), MoveTaken, OwnFocusAreaShown))
class FocusAreaMove(MovesFocusArea, OfFocusAreas):
    """Its place among the others."""


class OfThemes(InPlan):
    serializer_class = ThemeShown
    own_serializer_class = OwnThemeShown
    missing = gettext_lazy("Temaet finnes ikke i innsatsområdet.")

    def get_queryset(self) -> QuerySet[Theme]:
        area = self.kwargs.get("area_code")
        rows = themes_told(self.plan)
        return rows.filter(focus_area__code=area) if area is not None else rows


@described(
    get=gettext_lazy("Temaene i planen"),
    post=made(gettext_lazy("Nytt tema"), ThemeTaken, OwnThemeShown),
)
class ThemeList(MakesTheme, OfThemes, SeveralInPlan):
    """Every theme with the focus area that it is a chapter of; those of one focus area stand together."""

    filterset_class = ThemeFilter
    orders = {
        "order": ("focus_area__order", "focus_area__code", "order", "code"),
        "code": ("code", "focus_area__code"),
        "title": ("by_title",),
    }


@described(
    get=gettext_lazy("Et tema"),
    patch=changed(gettext_lazy("Endre et tema"), ThemeChangeTaken, OwnThemeShown),
    delete=gettext_lazy("Slett et tema som ingenting ligger i"),
)
class ThemeOne(ChangesTheme, OfThemes, OneInPlan):
    """One theme of one focus area."""


@described(post=changed(gettext_lazy("Flytt et tema opp eller ned"), MoveTaken, OwnThemeShown))
class ThemeMove(MovesTheme, OfThemes):
    """Its place among those under the same theme."""
