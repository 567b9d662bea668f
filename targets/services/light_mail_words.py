"""What a mail about lights says: from what to what, why, the sentence, and where to read more."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from targets.models import Assessment, Cause, LightChange, LightChoice, Target
from targets.sentences import name_of, sentence

# Lights told one by one; a mail of more than that is not read.
MOST_TOLD = 50
WORST_FIRST = ("red", "yellow", "grey")


@dataclass(frozen=True, slots=True)
class WorseLight:
    """A target that stands worse than before: how it stood, how it stands, and the change that came last."""

    standing: Assessment
    before: str
    last: LightChange
    # Every change that this tells of.
    changes: tuple[int, ...]

    @property
    def target(self) -> Target:
        return self.standing.target

    @property
    def rank(self) -> int:
        return WORST_FIRST.index(self.standing.shown_light)


def subject_of(lights: Sequence[WorseLight]) -> str:
    """How many, in which plan, and the worst of them; on one line whatever the plan is called."""
    worst = LightChoice(min(lights, key=lambda one: one.rank).standing.shown_light)
    words = {"count": len(lights), "plan": plans_in(lights), "worst": worst.label}
    text = ngettext(
        "Planpuls: ett lys er blitt %(worst)s i %(plan)s",
        "Planpuls: %(count)d lys er blitt verre i %(plan)s, det verste er %(worst)s",
        len(lights),
    )
    return " ".join((text % words).split())


def plans_in(lights: Sequence[WorseLight]) -> str:
    titles = sorted({one.target.plan.title for one in lights})
    return titles[0] if len(titles) == 1 else gettext("%(count)d planer") % {"count": len(titles)}


def body_of(lights: Sequence[WorseLight]) -> str:
    """The worst first within each plan."""
    ordered = sorted(lights, key=lambda one: (one.target.plan.title, one.rank))
    lines = [gettext("Du får denne e-posten fordi du har ansvaret for måltall som står verre enn før.")]
    for title, of_plan in groupby(ordered[:MOST_TOLD], key=lambda one: one.target.plan.title):
        lines += ["", title, "=" * len(title)]
        for light in of_plan:
            lines += ["", *lines_of(light)]
    if left_out := len(lights) - MOST_TOLD:
        lines += more_than_told(left_out)
    lines += ["", gettext("Alle planene: %(page)s") % {"page": address("home")}]
    return "\n".join(lines)


def more_than_told(left_out: int) -> list[str]:
    if left_out <= 0:
        return []
    text = ngettext("Og ett lys til er blitt verre.", "Og %(count)d lys til er blitt verre.", left_out)
    return ["", text % {"count": left_out}]


def lines_of(light: WorseLight) -> Iterator[str]:
    """One target: its name, the lights, why, what a person has said, the sentence and the page."""
    facts = light.standing.facts
    yield name_of(facts) or str(light.target.state or light.target.goal or light.target.code)
    yield turn_of(light)
    if light.last.cause not in {Cause.UNKNOWN, Cause.FIRST}:
        yield gettext("Årsak: %(cause)s.") % {"cause": light.last.get_cause_display()}
    if given := light.standing.override:
        words = {"by": given.decided_by, "reason": given.reason.rstrip(".")}
        yield gettext("Lyset er satt av %(by)s: %(reason)s. Beregnet:") % words
    yield sentence(facts)
    yield address("target-detail", light.target.plan.code, light.target.code)


def turn_of(light: WorseLight) -> str:
    """From what to what, since when."""
    before, after = LightChoice(light.before).label, LightChoice(light.standing.shown_light).label
    words = {"before": str(before).capitalize(), "after": after, "since": date_format(light.last.changed_on)}
    if light.standing.shown_light == LightChoice.GREY:
        return gettext("%(before)s → %(after)s: kan ikke lenger vurderes, siden %(since)s.") % words
    return gettext("%(before)s → %(after)s, siden %(since)s.") % words


def address(name: str, *arguments: str) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=arguments)}"
