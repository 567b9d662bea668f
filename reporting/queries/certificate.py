"""The certificate of a light as a page that a controller reads: everything that it was judged from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import published, unit_title, with_unit
from indicators.models import ValueKind
from indicators.queries.delivery_words import deliveries_in_words
from indicators.rules import Reading
from indicators.source_names import name_of_delivery, name_of_source
from targets.certificates import CertificateError, Facts, replay
from targets.certificates.files import Certificate
from targets.models import Assessment, LightChange, Target
from targets.queries import inputs_for, period_named
from targets.rules import Light
from targets.sentences import (
    explanation,
    light_word,
    outlook_alone,
    outlook_rows,
    promise_in,
    rule_said,
    thresholds,
    word_for,
    word_of,
)
from targets.sentences.words import day_label, name_of
from targets.services.assessment import judge_batch


@dataclass(frozen=True, slots=True)
class Asked:
    """Which certificate: a stored one, or one that is computed for a day from what was known then."""

    target: Target
    on: date
    known_at: datetime | None
    facts: Facts
    assessment: Assessment | None = None
    known_on: date | None = None

    @property
    def file(self) -> Certificate:
        return Certificate(self.target.plan.code, self.target.code, self.on, self.facts)


@dataclass(frozen=True, slots=True)
class CertifiedFigure:
    """One figure as the rule was told it, and by which delivery it was known, as far as that can still be told."""

    period: str
    value: str
    kind: str
    is_judged: bool
    delivery: str
    known_from: datetime | None


@dataclass(frozen=True, slots=True)
class OverridePart:
    light: str
    word: str
    by: str
    reason: str
    on: str
    until: str


@dataclass(frozen=True, slots=True)
class CertificatePage:
    asked: Asked
    light: str
    word: str
    explanation: str
    override: OverridePart | None
    promise: list[tuple[str, str]]
    thresholds: list[tuple[str, str]]
    outlook: str
    outlook_rows: list[tuple[str, str]]
    figures: list[CertifiedFigure]
    peer: str
    peer_figures: list[CertifiedFigure]
    people: list[tuple[str, str]]
    unit: str
    rule: str
    rule_version: str
    since: date | None
    # Whether the rule says the same of it today; None for one from before certificates could be judged again.
    is_same_again: bool | None
    earlier: int | None
    later: int | None


def stored_certificate(target: Target, *, pk: int | None = None) -> Asked | None:
    """The one that stands, or an earlier one of the target; None where there is none."""
    stored = Assessment.objects.filter(target=target)
    one = (stored.current() if pk is None else stored.filter(pk=pk)).first()
    if one is None:
        return None
    return Asked(target, one.assessed_on, one.assessed_at, one.facts, assessment=one)


def computed_certificate(target: Target, *, on: date, known_on: date | None, known_at: datetime | None) -> Asked:
    """As it would have been on a day, from what was known then or, without that, now. Stores nothing."""
    (judgement,) = judge_batch([target], on=on, known_at=known_at)
    return Asked(target, on, known_at, judgement.facts, known_on=known_on)


def certificate_page(asked: Asked) -> CertificatePage:
    """Everything that the page shows, in a fixed number of queries."""
    facts, target = asked.facts, asked.target
    inputs = inputs_for([target], known_at=asked.known_at)[target.pk]
    override = facts.get("override")
    earlier, later = neighbours(asked)
    peer = facts.get("peer") or {"region": "", "figures": []}
    return CertificatePage(
        asked=asked,
        light=facts["verdict"]["light"],
        word=word_of(facts),
        explanation=explanation(facts),
        override=override_part(override, facts) if override else None,
        promise=promise_rows(facts),
        thresholds=thresholds(facts),
        outlook=outlook_alone(facts),
        outlook_rows=outlook_rows(facts),
        figures=certified(facts.get("figures", []), facts, inputs.readings),
        peer=peer["region"],
        peer_figures=certified(peer.get("figures", []), facts | {"figure": None}, inputs.peer),
        people=people_rows(facts),
        unit=unit_title(facts["indicator"]["unit"]) if facts["indicator"] else "",
        rule=rule_said(facts["kind"]),
        rule_version=str(facts.get("rule_version", "1")),
        since=since_of(asked),
        is_same_again=is_same_again(asked),
        earlier=earlier,
        later=later,
    )


def override_part(override: Facts, facts: Facts) -> OverridePart:
    return OverridePart(
        light=override["light"],
        word=word_for(facts, override["light"]),
        by=override["by"],
        reason=override["reason"],
        on=day_label(override["on"]),
        until=day_label(override["until"]) if override["until"] else gettext("neste tall"),
    )


def promise_rows(facts: Facts) -> list[tuple[str, str]]:
    """What was promised, as the certificate holds it; those of rule version 1 hold it in other ways."""
    words, indicator = facts["target"], facts["indicator"] or {"region": "", "quality_note": ""}
    rows = [
        (gettext("Måltall"), promise_in(facts) if "terms" in facts else ""),
        (gettext("Planens ord om grensen"), words.get("bound", "")),
        (gettext("Vilkår"), words.get("condition", "")),
        (gettext("Indikator"), name_of(facts)),
        (gettext("Gjelder"), indicator["region"]),
        (gettext("Om kvaliteten"), indicator.get("quality_note", "")),
        (gettext("Kilde"), "; ".join(map(name_of_source, indicator.get("sources", [])))),
    ]
    return [row for row in rows if row[1]]


def certified(rows: list[list[str]], facts: Facts, readings: Sequence[Reading]) -> list[CertifiedFigure]:
    """The newest first."""
    deliveries = deliveries_in_words({one.fetch_id for one in readings})
    known = {(one.period, one.literal, one.missing): (deliveries[one.fetch_id], one.known_from) for one in readings}
    if figure := facts["figure"]:
        key = figure["period"], figure["literal"], figure["missing"]
        # What is kept of the delivery is its name; who delivered it is known as long as the figure stands.
        delivery = known[key][0] if key in known else name_of_delivery(figure["fetch_name"])
        known[key] = delivery, datetime.fromisoformat(figure["known_from"])
    judged = facts["figure"]["period"] if facts["figure"] and facts["verdict"]["light"] != Light.GREY else ""
    return [certified_figure(row, facts, known.get((row[0], row[1], row[2])), judged) for row in reversed(rows)]


def certified_figure(
    row: list[str], facts: Facts, vintage: tuple[str, datetime] | None, judged: str
) -> CertifiedFigure:
    period, literal, missing, kind = row
    indicator = facts["indicator"] or {"decimals": None, "unit": ""}
    value = with_unit(published(literal, indicator["decimals"]), indicator["unit"], value=Decimal(literal or 0))
    return CertifiedFigure(
        period=period_named(period).label,
        value=value if literal else missing,
        kind="" if kind in {ValueKind.ACTUAL, ValueKind.CHANGE} else str(ValueKind(kind).label),
        is_judged=period == judged,
        delivery=vintage[0] if vintage else "",
        known_from=vintage[1] if vintage else None,
    )


def people_rows(facts: Facts) -> list[tuple[str, str]]:
    """What people had done and judged by then, the newest first."""
    words = {light.value: light_word(light=light.value, family="milestone", attainment=None) for light in Light}
    done = [(gettext("Gjort"), day_label(on)) for on, _until in facts.get("done", [])]
    judged = [
        (f"{one['by']}, {day_label(one['on'])}", f"{words[one['light']]}: {one['reason']}")
        for one in facts.get("opinions", [])
    ]
    return [*reversed(done), *reversed(judged)]


def since_of(asked: Asked) -> date | None:
    """The day that the light became what it is."""
    if asked.assessment is None:
        return None
    changes = LightChange.objects.filter(target=asked.target, assessment__lte=asked.assessment.pk)
    return changes.order_by("-pk").values_list("changed_on", flat=True).first()


def is_same_again(asked: Asked) -> bool | None:
    try:
        return replay(asked.facts, on=asked.on).is_same
    except CertificateError:
        return None


def neighbours(asked: Asked) -> tuple[int | None, int | None]:
    """The certificates before and after a stored one."""
    if asked.assessment is None:
        return None, None
    others = Assessment.objects.filter(target=asked.target).values_list("pk", flat=True)
    before = others.filter(pk__lt=asked.assessment.pk).order_by("-pk").first()
    return before, others.filter(pk__gt=asked.assessment.pk).order_by("pk").first()
