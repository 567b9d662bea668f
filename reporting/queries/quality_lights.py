"""The targets of a plan with the light that each has now, and the lights that people have set."""

from collections.abc import Iterable, Iterator

from django.db.models import Case, F, FilteredRelation, Q, When
from django.utils.translation import gettext

from planning.models import Plan
from reporting.quality import Affected, Kind, Thing
from reporting.queries.lights import quoted_title, title_of
from targets.certificates import Facts
from targets.models import LightChoice, Target
from targets.sentences import override_in, override_said, word_of


def targets_now(plan: Plan) -> list[Target]:
    """All of them, in the order of the plan; one query. A certificate comes along only where a person set the light."""
    is_current = Q(assessments__is_current=True)
    rows = Target.objects.filter(plan=plan).annotate(
        now=FilteredRelation("assessments", condition=is_current),
        light=F("now__light"),
        shown_light=F("now__shown_light"),
        overridden=Case(When(now__override__isnull=False, then=F("now__facts"))),
    )
    return list(rows.select_related("plan", "goal", "used_indicator__indicator").order_by("order", "code"))


def affected(target: Target) -> Affected:
    """The light that is shown; where a person has set it, what is calculated stands beside it in words."""
    shown = LightChoice(target.shown_light or LightChoice.GREY)  # type: ignore[attr-defined]
    word = str(shown.label)
    if certificate_of(target) is not None:
        calculated = LightChoice(target.light)  # type: ignore[attr-defined]
        words = {"shown": word, "calculated": str(calculated.label)}
        word = gettext("%(shown)s (overstyrt, beregnet: %(calculated)s)") % words
    return Affected(target.plan.code, target.code, title_of(target), shown.value, word)


def certificate_of(target: Target) -> Facts | None:
    """What the light rests on, where a person has set another."""
    found: Facts | None = target.overridden  # type: ignore[attr-defined]
    return found


def overridden(targets: Iterable[Target]) -> Iterator[Thing]:
    """One thing for each light that a person has set and that holds now."""
    for target in targets:
        facts = certificate_of(target)
        if facts is not None and (override := override_in(facts)):
            yield Thing(
                kind=Kind.OVERRIDDEN,
                indicator="",
                name=quoted_title(target),
                region="",
                region_code="",
                period="",
                sentence=override_in_words(facts),
                facts=(facts["verdict"]["light"], *(str(override[name] or "") for name in STAMPED)),
                targets=(affected(target),),
                about=target.code,
            )


# What somebody has looked at when the override may stand: another one, or another calculated light, is another thing.
STAMPED = ("light", "by", "on", "until", "reason")


def override_in_words(facts: Facts) -> str:
    calculated = gettext("Beregnet lys er «%(word)s».") % {"word": word_of(facts)}
    return f"{override_said(facts)} {calculated}"
