"""What a public page says of itself to those who link to it: name, sentence and picture."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from planning.models import Plan
from reporting.queries.lights import LightRow
from reporting.queries.standing import Standing
from reporting.share_picture import CountedLight, PlanPicture, TargetPicture
from targets.rules import Light

# Languages as Open Graph writes them.
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands beside a link where somebody shares the page."""

    title: str
    description: str
    # The address of the picture, whole.
    picture: str
    picture_says: str


def counted_lights(standing: Standing) -> tuple[CountedLight, ...]:
    """The colours that occur, as words that stand under the number."""
    lights = standing.lights
    said = (
        (Light.GREEN, lights.green, ngettext("grønt", "grønne", lights.green)),
        (Light.YELLOW, lights.yellow, ngettext("gult", "gule", lights.yellow)),
        (Light.RED, lights.red, ngettext("rødt", "røde", lights.red)),
        (Light.GREY, lights.grey, gettext("kan ikke vurderes")),
    )
    return tuple(CountedLight(light.value, count, word) for light, count, word in said if count)


def lights_said(standing: Standing) -> str:
    """`12 grønne, 3 røde`, for a line of text."""
    counted = ", ".join(f"{one.count} {one.word}" for one in counted_lights(standing))
    return counted or gettext("Ingen måltall er vurdert ennå.")


def plan_said(plan: Plan, standing: Standing) -> str:
    words = {"municipality": plan.municipality.name, "lights": lights_said(standing)}
    return gettext("Slik følger %(municipality)s planen sin. Lysene nå: %(lights)s.") % words


def plan_pictured(plan: Plan, standing: Standing) -> PlanPicture:
    return PlanPicture(
        municipality=plan.municipality.name,
        title=plan.title,
        period=f"{plan.period_from}–{plan.period_to}",
        lights=counted_lights(standing),
        nothing=gettext("Ingen måltall er vurdert ennå."),
    )


def target_said(row: LightRow) -> str:
    """The light and why; where a person has set it, that too and what is calculated."""
    said = row.summary or row.explanation
    if row.override is None:
        return said
    words = {"word": row.override.calculated_word, "sentence": said}
    return gettext("Lyset er overstyrt. Beregnet: %(word)s. %(sentence)s") % words


def target_pictured(plan: Plan, row: LightRow) -> TargetPicture:
    return TargetPicture(
        municipality=plan.municipality.name,
        plan=plan.title,
        title=row.title,
        light=row.light,
        word=row.word,
        sentence=target_said(row),
    )
